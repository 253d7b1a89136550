"""What an answer of Slack's, or the lack of one, means for a delivery. Pure.

The whole question is whether the message may be there. Slack's errors are listed at
https://docs.slack.dev/reference/methods/chat.postMessage#errors
"""

import http.client
from datetime import datetime
from traceback import walk_tb
from urllib.error import URLError

from bot.chat.outcomes import Denial, unanswered
from bot.chat.rest import rest_of
from bot.model.delivery import Outcome, OutcomeKind, Reach

_TOO_MANY, _TOO_LARGE, _SERVER_FAULT = 429, 413, 500

_CHANNEL = {
    "cannot_dm_bot": "a bot gets no direct messages",
    "channel_not_found": "Slack shows Presswatch no such channel",
    "is_archived": "the channel is archived",
    "is_inactive": "the channel is archived or deleted",
    "not_in_channel": "Presswatch is not a member of the channel",
    "restricted_action": "Presswatch may not post in the channel",
    "restricted_action_read_only_channel": "only some people may post in the channel",
    "restricted_action_thread_only_channel": "only replies may be posted in the channel",
    "messages_tab_disabled": "the app's messages are switched off, so nobody gets a direct message",
    "user_disabled": "the person is no longer in the workspace",
    "user_not_found": "there is no such person in the workspace",
}
_WORKSPACE = {
    "access_denied": "the workspace denies Presswatch access",
    "accesslimited": "the workspace lets nobody in from this network",
    "account_inactive": "the workspace, or Presswatch in it, was deactivated",
    "ekm_access_denied": "the workspace has suspended posting",
    "invalid_auth": "Slack does not take Presswatch's token",
    "missing_scope": "Presswatch lacks a permission; install it again",
    "no_permission": "Presswatch lacks a permission; install it again",
    "not_allowed_token_type": "Presswatch's token is of the wrong kind; a bot token begins with xoxb-",
    "not_authed": "there is no token",
    "org_login_required": "the workspace moves to another organisation",
    "team_access_not_granted": "Presswatch has no access to the workspace",
    "token_expired": "Presswatch's token has expired",
    "token_revoked": "Presswatch's token was revoked",
}
# The message, not the place: plainer blocks may do.
_CONTENT = {
    "attachment_payload_limit_exceeded",
    "block_mismatch",
    "invalid_arguments",
    "invalid_attachments",
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_json",
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "metadata_too_large",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_text",
    "too_many_attachments",
}
_FOR_GOOD = {
    "cannot_reply_to_message": "nobody can reply to that message",
    "cant_update_message": "the message is not Presswatch's",
    "edit_window_closed": "the message is too old to be changed there",
    "message_not_found": "there is no such message any more",
    "restricted_action_non_threadable_channel": "the channel has no replies",
    "thread_not_found": "there is no message to reply to any more",
}
# Slack says of these that some of it may have happened.
_MAY_HAVE_HAPPENED = {"fatal_error", "internal_error", "service_unavailable"}
_CONNECTING = {"http.client", "bot.chat.slack.within"}  # whose `connect` it is
_TOO_FAST = {"message_limit_exceeded", "rate_limited", "ratelimited"}


def refused(said: Denial, *, now: datetime) -> Outcome:
    """What an answer that is no yes comes to. A code that nobody has heard of is a no: the message is not there."""
    words = f"Slack says {said.code or said.status}"
    if said.status == _TOO_MANY or said.code in _TOO_FAST:
        return Outcome(kind=OutcomeKind.RETRY, reason="Slack asks to wait", retry_at=now + rest_of(said.headers))
    if said.status >= _SERVER_FAULT or said.code in _MAY_HAVE_HAPPENED:
        return Outcome(kind=OutcomeKind.UNCLEAR, reason=f"{words}, and it may be there")
    if said.status == _TOO_LARGE or said.code in _CONTENT:
        return Outcome(kind=OutcomeKind.REJECTED, reason=f"{words}: it does not take the message in this form")
    if said.code in _CHANNEL:
        return Outcome(kind=OutcomeKind.PARKED, reason=_CHANNEL[said.code], parks=Reach.CHANNEL)
    if said.code in _WORKSPACE:
        return Outcome(kind=OutcomeKind.PARKED, reason=_WORKSPACE[said.code], parks=Reach.WORKSPACE)
    if said.code in _FOR_GOOD:
        return Outcome(kind=OutcomeKind.REFUSED, reason=_FOR_GOOD[said.code])
    if not said.code:  # no Slack's answer at all: a proxy's page, or half a body
        kind = OutcomeKind.UNCLEAR if said.status < 300 else OutcomeKind.RETRY
        return Outcome(kind=kind, reason=f"the answer was none of Slack's ({said.status})")
    return Outcome(kind=OutcomeKind.RETRY, reason=words)


def broken(fault: OSError | http.client.HTTPException) -> Outcome:
    """What a connection that failed comes to."""
    cause = fault.reason if isinstance(fault, URLError) and isinstance(fault.reason, OSError) else fault
    return unanswered(cause, who="Slack", was_connecting=was_connecting(cause))


def was_connecting(fault: BaseException) -> bool:
    """Whether a fault came while the connection was made: looked up, dialled, or secured.

    The same TimeoutError comes of dialling and of sending; only where it was raised tells one from the other.
    """
    frames = (frame for frame, _ in walk_tb(fault.__traceback__))
    return any(frame.f_code.co_name == "connect" and frame.f_globals["__name__"] in _CONNECTING for frame in frames)

"""What an answer of Teams', or the lack of one, means for a delivery. Pure.

The whole question is whether the message may be there. The answers are listed at
https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/rate-limit and
https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/conversation-messages#status-code-responses
"""

from datetime import datetime

import httpx

from bot.chat.outcomes import Denial, unanswered
from bot.chat.rest import rest_of
from bot.errors import PlatformFault
from bot.model.delivery import Outcome, OutcomeKind, Reach

_BAD, _NO_ENTRY, _FORBIDDEN, _NOT_THERE, _GONE = 400, 401, 403, 404, 410
_TOO_LARGE, _TOO_MANY, _SERVER_FAULT = 413, 429, 500
_NO_MORE = (_FORBIDDEN, _NOT_THERE, _GONE)

_CHANNEL = {
    "botnotinconversationroster": "Presswatch is not in it",
    "botdisabledbyadmin": "an administrator has disabled Presswatch there",
    "conversationnotfound": "Teams knows no such place",
    "messagewritesblocked": "whoever it is for has blocked or removed Presswatch",
    "notenoughpermissions": "Presswatch may not post there",
}
_FOR_GOOD = {
    "activitynotfoundinconversation": "there is no such message any more",
    "messagenotfound": "there is no such message any more",
}
_FORM = {"badsyntax", "badargument", "invalidbotrequest", "messagesizetoobig", "requestentitytoolarge"}
_DIALLING = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.InvalidURL,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


def denial(answer: httpx.Response) -> Denial:
    """What stands in an answer."""
    return Denial(status=answer.status_code, code=_code(answer), headers=answer.headers)


def refused(said: Denial, *, who: str, now: datetime) -> Outcome:
    """What an answer of `who`, such as "Teams", comes to. One that nobody has heard of is a no: nothing is there."""
    code, words = said.code.casefold(), f"{who} says {said.code or said.status}"
    if code in _FOR_GOOD:
        return Outcome(kind=OutcomeKind.REFUSED, reason=_FOR_GOOD[code])
    if code in _CHANNEL:
        return Outcome(kind=OutcomeKind.PARKED, reason=_CHANNEL[code], parks=Reach.CHANNEL)
    if said.status == _TOO_MANY:
        return Outcome(kind=OutcomeKind.RETRY, reason=f"{who} asks to wait", retry_at=now + rest_of(said.headers))
    if said.status >= _SERVER_FAULT:
        return Outcome(kind=OutcomeKind.UNCLEAR, reason=f"{words}, and it may be there")
    if said.status == _TOO_LARGE or code in _FORM or said.status == _BAD:
        too_large = said.status == _TOO_LARGE
        why = "it is too large" if too_large else "it does not take the message in this form"
        return Outcome(kind=OutcomeKind.REJECTED, reason=f"{words}: {why}", too_large=too_large)
    return _no(said, words, who)


def _no(said: Denial, words: str, who: str) -> Outcome:
    """A no that is about the place, or about nothing that is known."""
    if said.status == _NO_ENTRY:
        return Outcome(kind=OutcomeKind.PARKED, reason=f"{who} does not let Presswatch in", parks=Reach.WORKSPACE)
    if said.status == _FORBIDDEN:
        return Outcome(kind=OutcomeKind.PARKED, reason="Presswatch may not post there", parks=Reach.CHANNEL)
    if said.status == _NOT_THERE:
        return Outcome(kind=OutcomeKind.PARKED, reason=f"{who} knows no such place", parks=Reach.CHANNEL)
    return Outcome(kind=OutcomeKind.RETRY, reason=words)


def unchangeable(said: Denial) -> bool:
    """Whether an edit is refused for its message's sake alone: nothing is said of the place, and others go on there."""
    return said.status in _NO_MORE and said.code.casefold() not in _CHANNEL


def rootless(said: Denial) -> bool:
    """Whether a reply is refused for its thread's sake alone, by a code that nobody has heard of."""
    return said.status == _NOT_THERE and said.code.casefold() not in _CHANNEL


def broken(fault: httpx.RequestError | httpx.InvalidURL | TimeoutError, *, who: str) -> Outcome:
    """What a connection that failed comes to."""
    return unanswered(fault, who=who, was_connecting=isinstance(fault, _DIALLING))


def in_words(fault: Exception) -> str:
    """What became of a request that nothing answered."""
    if isinstance(fault, TimeoutError | httpx.TimeoutException):
        return "no answer came in time"
    if isinstance(fault, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return "the address is none that can be asked"
    if isinstance(fault, httpx.ProxyError):
        return "the proxy lets nothing through"
    return "no connection could be made" if isinstance(fault, httpx.ConnectError) else "the connection broke"


def garbled(who: str) -> Outcome:
    """An answer that says yes, and of which nothing can be read."""
    return Outcome(kind=OutcomeKind.UNCLEAR, reason=f"the answer was none of {who}’s, and it may be there")


def without_token(fault: PlatformFault) -> Outcome:
    """What it means that there is no token to post with: nothing was sent."""
    if fault.is_silence:
        return Outcome(kind=OutcomeKind.RETRY, reason=fault.message)
    return Outcome(kind=OutcomeKind.PARKED, reason=fault.message, parks=Reach.WORKSPACE)


def _code(answer: httpx.Response) -> str:
    try:
        body = answer.json()
    except ValueError:
        return ""
    error = body.get("error") if isinstance(body, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) and code.isascii() and code.isalnum() else ""

"""Cures: what helps where Slack says no, by its word for it. Pure."""

from collections.abc import Mapping

from bot.errors import PlatformFault, PresswatchError

_USUAL_API = "https://slack.com/"
_MANIFEST = "config/slack-manifest.yaml"
_INVITE = "Say `/invite @Presswatch` there."
_INSTALL = f"Put {_MANIFEST} into the app (App Manifest) and install it again."
_BOT = "Copy the Bot User OAuth Token (OAuth & Permissions) anew; where there is none, install the app"
APP_TOKEN = (
    "Make one under Basic Information, App-Level Tokens, with connections:write; set PRESSWATCH_SLACK__APP_TOKEN."
)
_LATER = "Slack has trouble of its own, or is asked too often: try again in a few minutes."
_NETWORK = "Check this machine's network, name service and proxy: Presswatch calls Slack by https."

_LATER_CODES = (
    "fatal_error",
    "internal_error",
    "rate_limited",
    "ratelimited",
    "request_timeout",
    "service_unavailable",
)
_TOKEN = (
    *("account_inactive", "invalid_auth", "not_allowed_token_type", "not_authed", "token_expired", "token_revoked"),
    *("team_access_not_granted", "no_permission", "user_removed_from_team"),
)
_SHARED = {
    **dict.fromkeys(_LATER_CODES, _LATER),
    "accesslimited": "Slack lets nobody in from this network: ask an admin of the workspace.",
    "access_denied": "An admin of the workspace has to approve the app.",
    "ekm_access_denied": "The workspace has suspended posting: ask one of its admins.",
    "org_login_required": "The workspace moves to another organisation: try again when that is done.",
}
_IN_CHANNEL = {
    "channel_not_found": "Check its name. A private channel is seen only from within: say `/invite @Presswatch` there, "
    "and name it by its id (channel details, at the bottom).",
    "not_in_channel": _INVITE,
    "is_archived": "Unarchive it, or subscribe another channel.",
    "restricted_action": "Ask an admin of the workspace to let Presswatch post there.",
    "missing_scope": _INSTALL,
}


def of_app_token(fault: PlatformFault, api_url: str) -> str:
    """Where the app-level token opens no socket."""
    others = {
        **_SHARED,
        "forbidden_team": "An admin of the workspace has to approve the app.",
        "missing_scope": "The token lacks connections:write. " + APP_TOKEN,
        "not_allowed_token_type": "It is no app-level token: that begins with xapp-. " + APP_TOKEN,
    }
    return _of(fault, others, api_url) or APP_TOKEN


def of_bot_token(fault: PresswatchError, api_url: str, *, is_many: bool) -> str:
    """Where a workspace does not let us in; where there are many, each lets us in by a browser."""
    renewed = (
        "Install it there again: open /slack/install on the web address of Presswatch."
        if is_many
        else f"{_BOT} by {_MANIFEST}; then set PRESSWATCH_SLACK__BOT_TOKEN."
    )
    known = {**dict.fromkeys(_TOKEN, renewed), **_SHARED, "missing_scope": _INSTALL}
    return _of(fault, known, api_url) or renewed


def of_channel(fault: PresswatchError, api_url: str) -> str:
    """Where nothing can be read or posted in a channel."""
    renewed = dict.fromkeys(_TOKEN, "Mend the token, as said above.")
    return _of(fault, {**_SHARED, **renewed, **_IN_CHANNEL}, api_url) or _INVITE


def _of(fault: PresswatchError, known: Mapping[str, str], api_url: str) -> str:
    """The cure that the fault brings, or by Slack's word; "" for a word that is not known."""
    if fault.cure or not isinstance(fault, PlatformFault):
        return fault.cure
    if fault.is_silence:
        usual = api_url.startswith(_USUAL_API)
        return (
            _NETWORK if usual else f"slack.api_url leads to {api_url}: leave it out, unless that is meant. {_NETWORK}"
        )
    return known.get(fault.code, "")

"""Rights: what the doctor says of who may change things on Slack."""

from collections.abc import Iterator, Sequence

from bot.chat.slack.api import SlackApi
from bot.chat.slack.people import person_of
from bot.errors import PlatformFault
from bot.model.finding import Finding

_IN_A_CHANNEL = "what a channel gets is changed by its creator and by admins of the workspace"
_MOST = 20  # editors that are asked about
_ID = "Copy the member ID from their profile's menu in Slack into slack.editors, or take it out."


def rights(team: str, editors: Sequence[str], api: SlackApi) -> Iterator[Finding]:
    """Who may change what; and which of the editors that the settings name cannot, for nobody is called so."""
    if not editors:
        yield Finding(
            f"Slack: {_IN_A_CHANNEL}; slack.editors names nobody, so feeds are changed at this terminal alone"
        )
        return
    names = []
    for editor in editors[:_MOST]:
        name, fault = _editor(team, editor, api)
        if fault:
            yield Finding(f"Slack: slack.editors names {editor}, {fault}", _ID)
        else:
            names.append(name)
    more = len(editors) - _MOST
    others = f" and {more} more who were not asked about" if more > 0 else ""
    yield Finding(f"Slack: {_IN_A_CHANNEL}; editors, who change everything: {', '.join(names) or 'nobody'}{others}")


def _editor(team: str, editor: str, api: SlackApi) -> tuple[str, str]:
    """What somebody is called, and what is wrong with them as an editor, "" where nothing is."""
    try:
        found = person_of(api.call(team, lambda client: client.users_info(user=editor))["user"], team)
    except PlatformFault as fault:
        return editor, f"of whom nothing is known: {fault.message}"
    return (
        found.name,
        f"who is {found.name}, a guest or no longer here, and may change nothing" if found.is_guest else "",
    )

"""All listeners, in one place: what Slack tells us, and who hears it. The same for both transports."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App

from bot.chat.grammar.typed import SLASH
from bot.chat.slack.listen import channels, forms, home, leaving, presses, shortcuts, words
from bot.chat.slack.listen.clerk import Clerk
from bot.chat.slack.listen.views import SHARE
from bot.chat.slack.modal import CALLBACK
from bot.chat.slack.press import FIELD, OPEN, SAY, SUGGEST

Body = Mapping[str, Any]
Heard = Callable[[Clerk, Body], None]
Asked = Callable[[Clerk, Ack, Body], None]

COMMAND = SLASH
SHORTCUTS: dict[str, Asked] = {"search": shortcuts.search, "covered": shortcuts.covered}
EVENTS: dict[str, Heard] = {
    "app_mention": words.mention,
    "message": words.message,
    "app_home_opened": home.visited,
    "member_joined_channel": channels.joined,
    **dict.fromkeys(channels.GONE, channels.gone),
    **dict.fromkeys(channels.BACK, channels.back),
    **dict.fromkeys(channels.RENAMED, channels.renamed),
    "app_uninstalled": leaving.uninstalled,
    "tokens_revoked": leaving.revoked,
}


def register(app: App, clerk: Clerk) -> None:
    """Register every listener. Bolt acks an event by itself, as soon as it comes."""
    typing = forms.Typing()
    app.command(COMMAND)(_asked(words.slash, clerk))
    app.block_action(SAY)(_asked(presses.pressed, clerk))
    app.block_action(SHARE)(_asked(presses.shared, clerk))
    app.block_action(OPEN)(lambda ack: presses.opened(ack))
    app.block_action(FIELD)(lambda ack, body: forms.changed(clerk, typing, ack, body))
    app.block_action(SUGGEST)(lambda ack, body: forms.suggestion(clerk, typing, ack, body))
    app.view_submission(CALLBACK)(lambda ack, body: forms.submitted(clerk, typing, ack, body))
    for callback, shortcut in SHORTCUTS.items():
        app.shortcut(callback)(_asked(shortcut, clerk))
    for event, heard in EVENTS.items():
        app.event(event)(_heard(heard, clerk))


def _asked(listener: Asked, clerk: Clerk) -> Callable[[Ack, Body], None]:
    def asked(ack: Ack, body: Body) -> None:
        listener(clerk, ack, body)

    return asked


def _heard(listener: Heard, clerk: Clerk) -> Callable[[Body], None]:
    def heard(body: Body) -> None:
        listener(clerk, body)

    return heard

"""What a person asks: say one thing, or have a conversation. `cli.spoken` makes a command of each thing one can say."""

import sys
from contextlib import ExitStack
from functools import partial
from typing import Annotated

import typer

from bot.app import App, open_app
from bot.chat.console.clean import clean
from bot.chat.console.conversation import Conversation, Turn
from bot.chat.console.render import show
from bot.cli.frame import cli, out, settings_of
from bot.cli.keyboard import typed
from bot.cli.patience import patient
from bot.cli.viewer import Viewer
from bot.errors import PresswatchError
from bot.model.channel import Channel
from bot.settings import Settings

_PROMPT = "press"
_LONGEST = 100_000  # characters of a line of input: files without line ends have no end either, such as /dev/zero
_LEAVE = frozenset({"exit", "quit", "bye"})


@cli.command()
def say(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(help='Such as "/press search clearview breach".')],
    channel: Annotated[str, typer.Option(help="As if it were said there: a channel's name or id.")] = "",
) -> None:
    """Ask Presswatch one thing and see its answer."""
    say_once(settings_of(context), " ".join(words), channel)


@cli.command()
def chat(context: typer.Context) -> None:
    """Have a conversation; alerts and digests appear as they are posted. Ctrl-D ends it."""
    with open_app(settings_of(context)) as app:
        converse(app)


def say_once(settings: Settings, words: str, channel: str = "") -> None:
    """One answer. A form is asked question by question at a terminal, and shown whole elsewhere."""
    with ExitStack() as closing:
        with patient():
            app = closing.enter_context(open_app(settings))
        if sys.stdin.isatty() and out.is_terminal:
            _say_and_ask(app, words, app.channel(channel))
        else:
            _say_whole(app, words, app.channel(channel))


def _say_and_ask(app: App, words: str, channel: Channel) -> None:
    talk = _Talk(app, channel)
    talk.say(words)
    while talk.within_form and (line := talk.next_line()) is not None:
        talk.say(line)


def _say_whole(app: App, words: str, channel: Channel) -> None:
    viewer = Viewer(app)
    with patient():
        show(out, app.respond(words, channel), base_url=app.base_url)
        app.deliver()
    viewer.show_new()


def converse(app: App) -> None:
    """Ask and answer until the person leaves."""
    talk = _Talk(app, app.console_channel)
    if sys.stdin.isatty():
        words = "Say `help` for what you can ask, `yes` to what an answer offers, `exit` or Ctrl-D to leave.\n"
        out.print(words, style="bright_black")
    while (line := talk.next_line()) is not None:
        if not talk.within_form and line.casefold() in _LEAVE:
            return
        if line or talk.within_form:
            talk.say(line)
        talk.show_new()


class _Talk:
    """A conversation on this terminal: reads a line, draws what it brings."""

    def __init__(self, app: App, channel: Channel) -> None:
        self._app = app
        self._viewer = Viewer(app)
        self._conversation = Conversation(
            partial(app.respond, channel=channel), partial(app.carry_out, channel=channel)
        )
        self._prompt = ""

    @property
    def within_form(self) -> bool:
        return self._conversation.form is not None

    def say(self, line: str) -> None:
        """Hear one line, and show what it made Presswatch post here."""
        with patient():
            turn = self._conversation.hear(line)
        self._draw(turn)
        with patient():
            self._app.deliver()
        self.show_new()

    def next_line(self) -> str | None:
        """What the person types; None when they leave. Leaving a form only leaves the form."""
        while (line := _read(self._prompt)) is None and self.within_form:
            self._draw(self._conversation.leave())
        return line

    def show_new(self) -> None:
        """What has been posted here since the last look."""
        self._viewer.show_new()

    def _draw(self, turn: Turn) -> None:
        for answer in turn.shown:
            show(out, answer, base_url=self._app.base_url)
        self._prompt = turn.prompt


def _read(prompt: str) -> str | None:
    """One line from the keyboard or from a pipe; None at its end and on Ctrl-C."""
    try:
        if sys.stdin.isatty():
            return typed(f"{clean(prompt) or _PROMPT}: ", coloured=out.color_system is not None).strip()
        line = sys.stdin.readline(_LONGEST + 1)
    except (EOFError, KeyboardInterrupt):
        out.print()
        return None
    if len(line) > _LONGEST:
        raise PresswatchError(f"A line of the input is longer than {_LONGEST:,} characters.", "Give lines of words.")
    return line.strip() if line else None

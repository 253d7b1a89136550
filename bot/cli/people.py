"""What a person asks: say one thing, have a conversation, read the latest digest."""

import sys
from typing import Annotated

import typer
from rich.prompt import Prompt

from bot.app import App, open_app
from bot.chat.console.render import show
from bot.cli.frame import cli, out, settings_of
from bot.cli.viewer import Viewer


@cli.command()
def say(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(help='Such as "/press search clearview breach".')],
) -> None:
    """Ask Presswatch one thing and see its answer."""
    with open_app(settings_of(context)) as app:
        _ask(app, Viewer(app), " ".join(words))


@cli.command()
def chat(context: typer.Context) -> None:
    """Have a conversation; alerts and digests appear as they are posted. Ctrl-D ends it."""
    with open_app(settings_of(context)) as app:
        converse(app)


@cli.command()
def digest(context: typer.Context, topic: Annotated[str, typer.Argument(help="The topic's name.")]) -> None:
    """Show a topic's latest digest; the first one is made on the spot."""
    with open_app(settings_of(context)) as app:
        _ask(app, Viewer(app), f"digest {topic}")


@cli.command()
def search(
    context: typer.Context, query: Annotated[list[str], typer.Argument(help="Words, or a query of the language.")]
) -> None:
    """Search the archive."""
    with open_app(settings_of(context)) as app:
        _ask(app, Viewer(app), f"search {' '.join(query)}")


@cli.command()
def status(context: typer.Context) -> None:
    """Show the console's subscriptions, the next digests and how the feeds are doing."""
    with open_app(settings_of(context)) as app:
        _ask(app, Viewer(app), "status")


@cli.command()
def topics(context: typer.Context) -> None:
    """List the topics and what this machine's console is subscribed to."""
    with open_app(settings_of(context)) as app:
        _ask(app, Viewer(app), "topics")


@cli.command()
def feeds(context: typer.Context) -> None:
    """Show how the feeds are doing: what each brought, what is wrong, when it is tried next."""
    with open_app(settings_of(context)) as app:
        _ask(app, Viewer(app), "feeds health")


def converse(app: App) -> None:
    """Ask and answer until the person leaves."""
    viewer = Viewer(app)
    if sys.stdin.isatty():
        out.print("Say `help` for what you can ask; `exit` or Ctrl-D to leave.\n", style="bright_black")
    while (words := _next_words()) is not None:
        if words.casefold() in ("exit", "quit", "bye"):
            return
        if words:
            _ask(app, viewer, words)
        viewer.show_new()


def _next_words() -> str | None:
    """What the person types; None when they leave."""
    try:
        if sys.stdin.isatty():
            return Prompt.ask("[bold]press[/]", console=out).strip()
        line = sys.stdin.readline()
    except (EOFError, KeyboardInterrupt):
        out.print()
        return None
    return line.strip() if line else None


def _ask(app: App, viewer: Viewer, words: str) -> None:
    """One answer, and what it made Presswatch post here."""
    show(out, app.respond(words), base_url=app.base_url)
    app.deliver()
    viewer.show_new()

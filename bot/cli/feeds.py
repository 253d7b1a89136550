"""Lists of feeds on the command line: taken in from a file, and written to one. The rest of `feeds` is the chat's."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.app import App, open_app, utc_now
from bot.chat.console.render import show
from bot.cli.complaint import err
from bot.cli.frame import cli, out, settings_of
from bot.cli.people import say_once
from bot.cli.words import Spoken
from bot.errors import PresswatchError
from bot.feeds.addresses import has_credentials
from bot.feeds.opml import read_opml, write_opml
from bot.flow.answer.feeds_lists import told
from bot.flow.answer.phrases import count
from bot.flow.take_in import take_in
from bot.model.feed import Feed

_STANDARD = Path("-")  # input or output
_MOST = 10 * 1024 * 1024  # bytes of a list that are read, and one more

feeds = typer.Typer(cls=Spoken, help="Look after the feeds; alone: how they are doing.", rich_markup_mode=None)
cli.add_typer(feeds, name="feeds")


@feeds.callback(invoke_without_command=True)
def alone(context: typer.Context) -> None:
    """Look after the feeds; alone: how they are doing."""
    if context.invoked_subcommand is None:
        say_once(settings_of(context), "feeds health")


@feeds.command("import")
def import_(
    context: typer.Context,
    place: Annotated[str, typer.Argument(metavar="FILE|URL", help="An OPML document; - for standard input.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be added.")] = False,
) -> None:
    """Add all feeds of an OPML document, from a file or an address."""
    if "://" in place:
        say_once(settings_of(context), f"feeds import {place}{' dry run' if dry_run else ''}")
        return
    found = read_opml(_read(Path(place)))
    with open_app(settings_of(context)) as app:
        intake = take_in(app.store, found, dry=dry_run, now=utc_now(), interval=app.settings.poll.interval)
        show(out, told(intake, dry=dry_run), base_url=app.base_url)


@feeds.command()
def export(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(help="Where to write it; left out, or -, to standard output.")] = None,
) -> None:
    """Write all feeds as an OPML document, with the names and passwords that stand in their addresses."""
    with open_app(settings_of(context)) as app:
        kept = _all(app)
    document = write_opml(kept, now=utc_now(), with_credentials=True)
    if file in (None, _STANDARD):
        typer.echo(document, nl=False)
    else:
        _write(file, document)
        out.print(f"{count(len(kept), 'feed')} {'is' if len(kept) == 1 else 'are'} in {file}.", soft_wrap=True)
    if secret := sum(has_credentials(feed.url) for feed in kept):
        carry = "address carries" if secret == 1 else "addresses carry"
        err.print(f"{secret:,} {carry} a name or a password: keep the list to yourself.", soft_wrap=True)


def _all(app: App) -> list[Feed]:
    with app.store.reading() as session:
        return session.feeds.all()


def _read(file: Path) -> bytes:
    if file == _STANDARD:
        return sys.stdin.buffer.read(_MOST + 1)
    try:
        with file.open("rb") as opened:
            return opened.read(_MOST + 1)
    except OSError as error:
        raise PresswatchError(f"{file} cannot be read: {error.strerror}.", "Name a file, or a full address.") from error


def _write(file: Path, document: bytes) -> None:
    try:
        with open(file, "wb", opener=_private) as opened:
            opened.write(document)
    except OSError as error:
        raise PresswatchError(f"{file} cannot be written: {error.strerror}.", "Name another file.") from error


def _private(name: str, flags: int) -> int:
    """A new file is for its owner alone: there may be passwords in it."""
    return os.open(name, flags, 0o600)

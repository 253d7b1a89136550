"""Backups: made while everything runs, put back while nothing does."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.frame import cli, out, settings_of
from bot.cli.logs import set_up_logs
from bot.errors import PresswatchError
from bot.flow.answer.phrases import count
from bot.settings import Settings
from bot.store.sqlite.aftermath import Aftermath
from bot.store.sqlite.backup import Backup, back_up, disk_errors, prune
from bot.store.sqlite.restore import Restored
from bot.store.sqlite.restore import restore as restore_database

Target = Annotated[
    Path | None, typer.Argument(help="A new file, or a folder; data/backups if left out.", show_default=False)
]
Keep = Annotated[int, typer.Option(min=0, help="Delete all but so many of the backups in that folder; 0 deletes none.")]


@cli.command()
def backup(context: typer.Context, file: Target = None, keep: Keep = 0) -> None:
    """Copy the database while everything runs, and check the copy."""
    settings = settings_of(context)
    target = file or _usual_folder(settings)
    if keep and not target.is_dir():
        raise PresswatchError("--keep counts the backups of a folder.", "Name a folder, or leave --keep out.")
    made = back_up(settings.database, target, now=datetime.now(UTC))
    out.print(_told(made), soft_wrap=True)
    if keep:
        for old in prune(target, keep=keep):
            out.print(f"Deleted {old}.", soft_wrap=True)


@cli.command()
def restore(
    context: typer.Context, file: Annotated[Path, typer.Argument(help="A file that `presswatch backup` made.")]
) -> None:
    """Put a backup in the place of the database, which stays under another name. Stop Presswatch first."""
    settings = settings_of(context)
    set_up_logs(settings.log.level, settings.log.format)
    restored = restore_database(settings.database, file, now=datetime.now(UTC))
    for line in _account(restored, settings):
        out.print(line, soft_wrap=True)


def _usual_folder(settings: Settings) -> Path:
    if settings.database.is_file():  # else the folder of a mistyped `data` would be made
        with disk_errors(settings.data):
            settings.backups.mkdir(exist_ok=True)
    return settings.backups


def _told(made: Backup) -> str:
    return (
        f"{made.path}: {made.bytes / 1e6:,.1f} MB, checked. {count(made.entries, 'article')}, "
        f"{count(made.stories, 'story', 'stories')}, {count(made.digests, 'digest')}, "
        f"{count(made.deliveries, 'delivery', 'deliveries')}."
    )


def _account(restored: Restored, settings: Settings) -> list[str]:
    """What was done, what it means, and what to do now."""
    after = restored.aftermath
    when = after.backup_at.astimezone(ZoneInfo(settings.zone))
    lines = [f"{settings.database} is as it was on {when:%a %d %b %Y at %H:%M} ({settings.zone})."]
    if restored.replaced:
        lines.append(f"The database before it is kept as {restored.replaced}; delete it when you miss nothing.")
    if after.asked:
        lines.append(
            f"{count(after.asked, 'delivery', 'deliveries')} had not been posted by then: "
            "the chat platform is asked about each before it is sent."
        )
    lines += [_posted_since(after), *(f"Its text is back, take it down again: {link}" for link in after.takedowns)]
    return [*lines, "Start Presswatch again when you are ready."]


def _posted_since(after: Aftermath) -> str:
    if not after.exact:
        return "What was posted since then is not known here: what may come again is marked “may repeat”."
    if not after.lost:
        return "Nothing has been posted since then."
    return (
        f"{count(after.lost, 'message was', 'messages were')} posted since then, as the ledger before it says: "
        "what of it may come again is marked “may repeat”."
    )

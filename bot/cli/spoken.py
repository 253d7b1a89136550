"""Every command of the chat as a command of the command line, made from the table of them."""

from collections.abc import Callable
from typing import Annotated

import typer

from bot.cli.frame import cli, settings_of
from bot.cli.people import say_once
from bot.cli.words import Spoken, line_of
from bot.model.usage import COMMANDS, CommandUsage

# Options are words here: `presswatch try face -bridge` needs no `--`.
_WORDS = {"ignore_unknown_options": True}
_GROUPS = {"topic": "Look after the topics; alone: what can be said of them."}

Command = Callable[..., None]


def add_spoken_commands() -> None:
    """Add each row of the table, but for those that the command line has made its own."""
    for row in COMMANDS:
        *first, name = row.verb.split()
        group = _group(first[0]) if first else cli
        if name not in _names(group):
            _add(group, name, row)


def _add(group: typer.Typer, name: str, row: CommandUsage) -> None:
    """One command; its help is the row's."""
    written = f"Write: {row.usage} – such as: {row.example}"
    made = group.command(name, help=row.summary, short_help=row.gist, context_settings=_WORDS, epilog=written)
    made(_saying(row.verb))


def _names(group: typer.Typer) -> set[str]:
    return {str(command.name or getattr(command.callback, "__name__", "")) for command in group.registered_commands}


def _group(name: str) -> typer.Typer:
    """The commands that begin with this word, made where they are not yet."""
    for known in cli.registered_groups:
        if known.name == name and known.typer_instance:
            return known.typer_instance
    group = typer.Typer(cls=Spoken, help=_GROUPS[name], rich_markup_mode=None)
    group.callback(invoke_without_command=True)(_alone(f"help {name}"))
    cli.add_typer(group, name=name)
    return group


def _alone(words: str) -> Command:
    def alone(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            say_once(settings_of(context), words)

    return alone


def _saying(verb: str) -> Command:
    def saying(
        context: typer.Context, words: Annotated[list[str] | None, typer.Argument(show_default=False)] = None
    ) -> None:
        say_once(settings_of(context), f"{verb} {line_of(words or [])}")

    return saying

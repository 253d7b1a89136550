"""What all commands share: the application, its options, and how errors are told."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from bot.app import VERSION
from bot.cli.redact import keep_secret, redacted
from bot.errors import PresswatchError
from bot.settings import Settings, load_settings

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)
cli = typer.Typer(
    name="presswatch",
    help="Polls news feeds, folds the reports of one event into one story, and posts digests people enjoy reading.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        out.print(f"presswatch {VERSION}")
        raise typer.Exit


@cli.callback()
def options(
    context: typer.Context,
    settings: Annotated[
        Path | None, typer.Option(help="The settings file; presswatch.toml in this folder if there is one.")
    ] = None,
    _show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Remember where the settings are; each command reads them when it needs them."""
    context.obj = settings


def settings_of(context: typer.Context) -> Settings:
    """The checked settings of this run."""
    file: Path | None = context.obj
    settings = load_settings(file)
    keep_secret(settings.secrets)
    return settings


def complain(error: PresswatchError) -> None:
    """What happened, and the cure."""
    err.print(Text(redacted(error.message), style="bold"), soft_wrap=True)
    if error.cure:
        err.print(Text(redacted(error.cure)), soft_wrap=True)

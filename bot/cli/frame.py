"""What all commands share: the application, and its options."""

import os
from pathlib import Path
from typing import Annotated

import typer

from bot.app import VERSION
from bot.chat.console.screen import Screen
from bot.cli.redact import keep_secret
from bot.cli.words import Spoken
from bot.settings import Settings, load_settings

out = Screen(os.environ)
cli = typer.Typer(
    name="presswatch",
    cls=Spoken,
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

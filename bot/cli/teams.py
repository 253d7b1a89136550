"""Teams on the command line: the package that one uploads there."""

from pathlib import Path
from typing import Annotated

import typer

from bot.app import VERSION
from bot.chat.teams.package import ICONS, MANIFEST, AppFacts
from bot.chat.teams.package import package as make_package
from bot.cli.frame import cli, out, settings_of
from bot.errors import PresswatchError
from bot.settings import SHIPPED

teams = typer.Typer(help="Set up Microsoft Teams.", no_args_is_help=True, rich_markup_mode=None)
cli.add_typer(teams, name="teams")

Output = Annotated[Path, typer.Option("--output", help="The file to write.")]


@teams.command()
def package(context: typer.Context, output: Output = Path("presswatch-teams.zip")) -> None:
    """Write the package to upload in Teams: the manifest, filled from the settings, and the icons."""
    settings = settings_of(context)
    facts = AppFacts(client_id=settings.teams.client_id, public_url=settings.web.public_url, version=VERSION)
    folder = _folder(settings.config)
    try:
        icons = {name: (folder / name).read_bytes() for name in ICONS}
        made = make_package((folder / MANIFEST).read_text("utf-8", "replace"), icons, facts)
    except OSError as error:
        cure = (
            "It came with the sources of Presswatch, as config/teams: put that folder into the one that `config` names."
        )
        raise PresswatchError(f"{error.filename} cannot be read: {error.strerror}.", cure) from error
    try:
        output.write_bytes(made)
    except OSError as error:
        raise PresswatchError(f"{output} cannot be written: {error.strerror}.", "Name another --output.") from error
    out.print(f"{output}: Presswatch {VERSION} for Teams, which is to reach it at {facts.public_url}.", soft_wrap=True)
    out.print("Upload it in Teams: Apps, Manage your apps, Upload an app.")


def _folder(config: Path) -> Path:
    """Where the template and the icons are: with the configuration, or as they came."""
    own = config / "teams"
    return own if own.is_dir() else SHIPPED / "teams"

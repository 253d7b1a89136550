"""Wanting: what Teams still needs before it can work, found out without the package that it runs on."""

from importlib.util import find_spec

from bot.chat.teams.hosts import is_loopback, webhook_fault
from bot.chat.teams.package import is_id
from bot.chat.wanting import faults, unset
from bot.errors import SettingsError
from bot.settings import TeamsPart

INSTALL = "`make teams` in the folder of the sources, or pip install 'presswatch[teams]'"
_HOW = "Set what is missing in the environment, or in .env beside the settings file; see docs/howto/teams.md."


def expect_complete(part: TeamsPart) -> None:
    """SettingsError where Teams is set up, and not whole enough to work."""
    if part.is_on or part.webhooks:
        expect_installed()
    missing = lacking(part) if part.is_on else ()
    wrong = [f"the address of teams.webhooks.{name} {fault}" for name, fault in webhook_faults(part)]
    if part.tenant_id and not (part.unauthenticated or is_id(part.tenant_id)):  # a playground's own is none
        wrong.append("teams.tenant_id is no id, by which Teams names organisations")
    if missing or wrong:
        raise SettingsError([*faults("Teams", missing), *wrong], _HOW)


def expect_loopback(part: TeamsPart, host: str) -> None:
    """SettingsError where everybody would be believed who reaches the pages, and not only this machine does."""
    if part.unauthenticated and not is_loopback(f"http://{f'[{host}]' if ':' in host else host}"):
        fault = f"teams.unauthenticated: it believes whoever reaches {host}, so web.host must be 127.0.0.1"
        raise SettingsError([fault], "Unset teams.unauthenticated, or set web.host to 127.0.0.1.")


def expect_installed() -> None:
    """SettingsError where the package is not there that everything else here needs."""
    if not is_installed():
        raise SettingsError(["Teams is set up, and its package is not installed"], f"Run {INSTALL}.")


def is_installed() -> bool:
    """Whether it is there."""
    try:
        return find_spec("microsoft_teams.apps") is not None
    except ModuleNotFoundError:
        return False


def lacking(part: TeamsPart) -> tuple[str, ...]:
    """What Teams needs and what is not set."""
    return unset(part, {"client_id": True, "tenant_id": True, "client_secret": not part.unauthenticated})


def id_faults(part: TeamsPart) -> list[str]:
    """What is set and cannot be right, seen without asking anybody. The secret is not said."""
    wrong = [] if is_id(part.client_id) else ["teams.client_id is no id, by which Teams knows the bot"]
    if not (part.unauthenticated or is_id(part.tenant_id)):  # a playground's own is none
        wrong.append("teams.tenant_id is no id, by which Teams names organisations")
    if is_id(part.client_secret.get_secret_value()):
        wrong.append("teams.client_secret looks like the secret's id, which stands beside its value")
    return wrong


def webhook_faults(part: TeamsPart) -> list[tuple[str, str]]:
    """The workflows whose addresses cannot be theirs, and why; the addresses are secrets, and are not said."""
    found = ((name, webhook_fault(url.get_secret_value())) for name, url in part.webhooks.items())
    return [(name, fault) for name, fault in found if fault]

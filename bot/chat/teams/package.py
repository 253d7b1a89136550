"""Package: the app as Teams takes it, its manifest filled from the settings beside its icons, in one zip. Pure."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.chat.teams.hosts import url_fault
from bot.errors import SettingsError
from bot.model.usage import COMMANDS

MANIFEST = "manifest.json"
ICONS = ("color.png", "outline.png")
# What the menus offer, in their order. https://learn.microsoft.com/en-us/microsoft-365/extensibility/schema/
# root-bots-command-lists: 3 lists, a scope each, of 12 commands.
IN_CHANNELS = (
    *("search", "subscribe", "status", "digest", "topics", "topic new"),
    *("pause", "mute", "alerts", "since", "home", "help"),
)
IN_PERSON = (
    *("home", "search", "digest", "since", "covered", "topics"),
    *("topic new", "try", "subscribe", "status", "feeds health", "help"),
)
_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say: the same files are the same bytes
_HOW = "docs/howto/teams.md says where each is to be had."


@dataclass(frozen=True, slots=True, kw_only=True)
class AppFacts:
    """What a manifest says of one installation."""

    client_id: str
    public_url: str  # where Teams reaches Presswatch, without a slash at its end
    version: str

    @property
    def domain(self) -> str:
        """The host of the public address."""
        return urlsplit(self.public_url).hostname or ""


def expect_packable(facts: AppFacts) -> None:
    """SettingsError with all that keeps Teams from taking such an app."""
    faults = [fault for fault in (_id_fault(facts.client_id), url_fault(facts.public_url)) if fault]
    if faults:
        raise SettingsError(faults, _HOW)


def is_id(written: str) -> bool:
    """Whether it is one of Microsoft's ids."""
    return bool(_ID.fullmatch(written))


def package(template: str, icons: Mapping[str, bytes], facts: AppFacts) -> bytes:
    """The zip; the same input gives the same bytes. SettingsError where the settings or the template do not do."""
    expect_packable(facts)
    manifest = json.dumps(fill(template, facts), ensure_ascii=False, indent=2) + "\n"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in {MANIFEST: manifest.encode(), **icons}.items():
            file.writestr(_entry(name), content)
    return packed.getvalue()


def fill(template: str, facts: AppFacts) -> dict[str, Any]:
    """The manifest: each {{name}} of the template with what it stands for. SettingsError where one is not known."""
    values = {
        "client_id": facts.client_id,
        "public_url": facts.public_url,
        "domain": facts.domain,
        "version": facts.version,
        "channel_commands": _commands(IN_CHANNELS),
        "personal_commands": _commands(IN_PERSON),
    }
    try:
        read = json.loads(template)
    except ValueError as error:
        raise SettingsError([f"{MANIFEST}: it is no JSON: {error}"]) from error
    if strange := sorted(set(re.findall(r"\{\{(.*?)\}\}", template)) - values.keys()):
        raise SettingsError([f"{MANIFEST}: nothing is known as {{{{{name}}}}}" for name in strange])
    return dict(_filled(read, values))


def _filled(value: Any, values: Mapping[str, Any]) -> Any:
    match value:
        case dict():
            return {name: _filled(inner, values) for name, inner in value.items()}
        case list():
            return [_filled(inner, values) for inner in value]
        case str():
            return _said(value, values)
    return value


def _said(words: str, values: Mapping[str, Any]) -> Any:
    """What stands for a text: a list where it is nothing but the list's name, else a text."""
    whole = re.fullmatch(r"\{\{(.*?)\}\}", words)
    if whole:
        return values[whole[1]]
    return re.sub(r"\{\{(.*?)\}\}", lambda found: str(values[found[1]]), words)


def _commands(verbs: tuple[str, ...]) -> list[dict[str, str]]:
    """As the menus show them: the first word or two, and what it does."""
    gists = {row.verb: row.gist for row in COMMANDS}
    return [{"title": verb, "description": gists[verb]} for verb in verbs]


def _id_fault(client_id: str) -> str:
    if not client_id:
        return "teams.client_id: it is not set, and it is what Teams knows the bot by"
    if not is_id(client_id):
        return "teams.client_id: it is no id: 8, 4, 4, 4 and 12 of the letters a to f and the digits, with hyphens"
    return ""


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIRST_DAY)
    entry.create_system, entry.external_attr = 3, 0o644 << 16  # as on Unix, wherever it is made
    return entry

"""The list of feeds: from the text of a feeds.toml to feed specs, and back."""

import json
import re
from collections.abc import Iterator, Sequence

from bot.errors import SettingsError
from bot.feeds.addresses import is_web_address, same_address, shown
from bot.feeds.tables import TableReader, read_document, read_tables
from bot.model.feed import FeedSpec

CATEGORIES = (
    "trade",  # written for one industry: managed security, biometrics, identity
    "civil-society",  # rights groups and campaigners
    "policy",  # research institutes and the policy press
    "law",  # law firms, legal press, collections of decisions
    "regulator",  # data protection authorities and consumer protection
    "government",  # other public bodies
    "standards",  # bodies that test and standardise
    "incidents",  # trackers of harm done by systems
    "press",  # newspapers, magazines, agencies
    "security-press",  # written for security people
    "local",  # papers of one town or region
    "discovery",  # search queries and aggregators: much noise, some finds
)
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")  # BCP 47: language, script, region
FIELDS = ("source", "url", "fallbacks", "category", "language", "tier")


def read_specs(text: str, *, place: str) -> tuple[FeedSpec, ...]:
    """The feeds in the file's order. `place` is the file's name for the faults.

    Each `[[feeds]]` has source, url, category, language, tier and, where there are any, fallbacks.
    Raises SettingsError with every fault at once: its line, its source and the cure.
    """
    root = read_document(text, place=place)
    root.only(["feeds"])
    tables = read_tables(root, "feeds", text)
    if not tables:
        root.fault("feeds", "names no feed: add a [[feeds]] table")
    specs = tuple(_read_spec(table) for table in tables)
    _refuse_repeats(specs, tables)
    if root.faults:
        raise SettingsError(root.faults)
    return specs


def write_specs(specs: Sequence[FeedSpec]) -> str:
    """A feeds.toml that `read_specs` reads as these."""
    return "\n".join(_table(spec) for spec in specs)


def _table(spec: FeedSpec) -> str:
    """Strings as JSON writes them are TOML's, too."""
    fields = ((name, getattr(spec, name)) for name in FIELDS)
    lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields if value != ())
    return f"[[feeds]]\n{''.join(lines)}"


def read_language(table: TableReader, default: str | None = None) -> str:
    """The field `language` as a BCP 47 tag such as en, en-US, zh-Hant-TW or es-419."""
    value = table.text("language", default)
    if value and not LANGUAGE.fullmatch(value):
        table.fault("language", f'language "{value}" is no tag: write it as en, en-US or zh-Hant-TW')
    return value


def read_category(table: TableReader, default: str | None = None) -> str:
    """The field `category`, one of CATEGORIES."""
    return table.choice("category", CATEGORIES, default)


def read_tier(table: TableReader, default: int | None = None) -> int:
    """The field `tier`: 1 (specialist or primary) to 3 (discovery)."""
    return table.number("tier", 1, 3, default)


def _read_spec(table: TableReader) -> FeedSpec:
    table.only(FIELDS)
    spec = FeedSpec(
        source=table.text("source"),
        url=table.text("url"),
        category=read_category(table),
        language=read_language(table),
        tier=read_tier(table),
        fallbacks=table.texts("fallbacks"),
    )
    for key, address in _addresses(spec):
        if not is_web_address(address):
            table.fault(
                key, f"{key} {shown(address)!r} is no web address: write it with http:// or https:// and no blanks"
            )
    return spec


def _addresses(spec: FeedSpec) -> Iterator[tuple[str, str]]:
    """Every address of a feed with the name of its field; an absent url was noted when it was read."""
    if spec.url:
        yield "url", spec.url
    for fallback in spec.fallbacks:
        yield "fallbacks", fallback


def _refuse_repeats(specs: Sequence[FeedSpec], tables: Sequence[TableReader]) -> None:
    """Two feeds with one address would be polled and counted twice."""
    owners: dict[str, str] = {}
    for spec, table in zip(specs, tables, strict=True):
        for key, address in _addresses(spec):
            same = same_address(address)
            if same in owners:
                table.fault(key, f"{key} {shown(address)} is already an address of {owners[same]}: keep one")
            owners.setdefault(same, table.name)

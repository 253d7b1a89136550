"""A newsroom: a folder of feed files, read and checked.

newsroom.toml               may be absent: then each feed file is an outlet, named by its stem
    title = "The sample newsroom"
    topics = ["ai-privacy"]                         to subscribe to; absent: the demo's own choice
    cadence = "weekly"                              with hour, weekday (0 is Monday) and zone, where wanted
    [[outlets]]                                     source and file; category, language, tier where wanted
    source = "The Lantern Post"
    file = "lantern-post.xml"
lantern-post.xml            RSS, Atom or JSON Feed, with placeholders for dates (see placeholders.py)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import capwords
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.demo.placeholders import find_faults
from bot.errors import NotFound, SettingsError
from bot.feeds.specs import read_category, read_language, read_tier
from bot.feeds.tables import TableReader, read_document, read_tables
from bot.model.subscription import Cadence, Schedule

SETTINGS = "newsroom.toml"
SUFFIXES = (".xml", ".rss", ".atom", ".json")
ROOT_FIELDS = ("title", "topics", "cadence", "hour", "weekday", "zone", "outlets")
OUTLET_FIELDS = ("source", "file", "category", "language", "tier")
WEEKLY = Schedule(cadence=Cadence.WEEKLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One source of a newsroom with its feed, as it lies in the folder."""

    source: str
    file: str
    category: str = "press"
    language: str = "en"
    tier: int = 2
    raw: bytes = b""  # placeholders not yet replaced


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """All outlets of a folder, and what the demo subscribes to. No topics: the demo's own choice."""

    title: str
    outlets: tuple[Outlet, ...]
    topics: tuple[str, ...] = ()
    schedule: Schedule = WEEKLY


def load_newsroom(folder: Path) -> Newsroom:
    """Read a folder. Raises NotFound where there is none, SettingsError with every fault in its files."""
    if not folder.is_dir():
        raise NotFound(
            f"There is no newsroom at {folder}.", "Name a folder of feed files (*.xml, *.rss, *.atom, *.json)."
        )
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in SUFFIXES}
    settings = folder / SETTINGS
    if settings.is_file():
        return read_newsroom(_decode(settings.read_bytes()), files)
    return bare_newsroom(folder.name, files)


def read_newsroom(text: str, files: Mapping[str, bytes]) -> Newsroom:
    """The newsroom that the text of a newsroom.toml makes of these files. Raises SettingsError with every fault."""
    root = read_document(text, place=SETTINGS)
    root.only(ROOT_FIELDS)
    outlets = tuple(_read_outlet(table, files) for table in read_tables(root, "outlets", text))
    newsroom = Newsroom(
        title=root.text("title", "A newsroom"),
        outlets=outlets,
        topics=root.texts("topics"),
        schedule=_read_schedule(root),
    )
    if not outlets:
        root.fault("outlets", "names no outlet: add an [[outlets]] table with source and file")
    _refuse_faults([*root.faults, *_list_faults(outlets, files), *_file_faults(files)])
    return newsroom


def bare_newsroom(name: str, files: Mapping[str, bytes]) -> Newsroom:
    """The newsroom of a folder without newsroom.toml: each file is an outlet named by its stem."""
    _refuse_faults([*_file_faults(files), *([] if files else [f"{name} has no feed file ({', '.join(SUFFIXES)})"])])
    outlets = tuple(Outlet(source=_spoken(Path(file).stem), file=file, raw=raw) for file, raw in files.items())
    return Newsroom(title=_spoken(name), outlets=outlets)


def _read_outlet(table: TableReader, files: Mapping[str, bytes]) -> Outlet:
    table.only(OUTLET_FIELDS)
    file = table.text("file")
    if file and file not in files:
        table.fault("file", f"file {file} is no feed file beside {SETTINGS}")
    return Outlet(
        source=table.text("source"),
        file=file,
        category=read_category(table, "press"),
        language=read_language(table, "en"),
        tier=read_tier(table, 2),
        raw=files.get(file, b""),
    )


def _read_schedule(root: TableReader) -> Schedule:
    zone = root.text("zone", WEEKLY.zone)
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # unknown; no relative path; the name of a folder
        root.fault("zone", f'zone "{zone}" is no IANA zone such as Europe/Vienna')
    return Schedule(
        cadence=Cadence(root.choice("cadence", list(Cadence), WEEKLY.cadence)),
        hour=root.number("hour", 0, 23, WEEKLY.hour),
        weekday=root.number("weekday", 0, 6, WEEKLY.weekday),
        zone=zone,
    )


def _list_faults(outlets: Sequence[Outlet], files: Mapping[str, bytes]) -> list[str]:
    """Files that no outlet names, or more than one: a silent newsroom is a puzzle."""
    named = [outlet.file for outlet in outlets]
    unnamed = [f"{SETTINGS}: no outlet names the file {file}" for file in files if file not in named]
    return unnamed + [f"{SETTINGS}: two outlets name the file {file}" for file in files if named.count(file) > 1]


def _file_faults(files: Mapping[str, bytes]) -> list[str]:
    return [f"{file} {fault}" for file, raw in files.items() for fault in find_faults(raw)]


def _refuse_faults(faults: Sequence[str]) -> None:
    if faults:
        raise SettingsError(faults, "Mend each line above, then start the newsroom again.")


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SettingsError([f"{SETTINGS} is no UTF-8 text: {error}"]) from error


def _spoken(stem: str) -> str:
    """The name of a file as people say it: lantern-post is Lantern Post."""
    return capwords(stem.replace("-", " ").replace("_", " "))

"""The doctor: every line a fact, and a cure where one is needed."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from rich.text import Text

from bot.app import open_app, utc_now
from bot.chat.slack import wanting as slack
from bot.chat.teams import wanting as teams
from bot.cli.frame import out
from bot.cli.progress import progress
from bot.configuration import read_configuration
from bot.errors import PresswatchError
from bot.feeds import health
from bot.feeds.ailments import Ailment, ailments, next_tries, sources
from bot.flow.answer.feeds import removed_by_hand
from bot.flow.answer.phrases import count
from bot.model.finding import Finding
from bot.settings import Settings
from bot.store.sqlite import open_store
from bot.store.sqlite.backup import last_backup
from bot.store.sqlite.connection import VERSION as SQLITE_VERSION
from bot.store.sqlite.connection import size_of
from bot.store.sqlite.migrations import pending
from bot.stories.query import fault_of

# From 3.7.0 to 3.51.2 a checkpoint may damage a write-ahead log while it is reset (https://sqlite.org/wal.html).
_WAL_SAFE = (3, 51, 3)
_LEAST_FREE = 200  # megabytes
_FEWEST_ZONES = 300
_OLD_BACKUP = timedelta(days=7)


def examine(settings: Settings, *, visit: bool) -> int:
    """Print all findings; returns 1 where one is grave, else 0."""
    findings: list[Finding] = []
    for check in (_settings, _database, _disk, _clock, _zones, _config):
        for finding in _checked(check, settings):
            _show(finding)
            findings.append(finding)
    if visit and not any(finding.grave for finding in findings):
        for finding in _checked(_feeds, settings):
            _show(finding)
            findings.append(finding)
    return int(any(finding.grave for finding in findings))


def examine_slack(settings: Settings, *, post: str, secrets: Path) -> int:
    """Print what is to be said of Slack, and post a line in a channel where one is named; returns 1 where it is grave.

    `secrets` is the file `.env`, there or not.
    """
    return _examined(partial(_slack, post=post, secrets=secrets), settings)


def examine_teams(settings: Settings, *, post: str, secrets: Path) -> int:
    """The same of Teams, and of workflows."""
    return _examined(partial(_teams, post=post, secrets=secrets), settings)


def _examined(check: Callable[[Settings], Iterator[Finding]], settings: Settings) -> int:
    """Print a check's findings as they come; returns 1 where one is grave."""
    grave = False
    for finding in _checked(check, settings):
        _show(finding)
        grave = grave or finding.grave
    return int(grave)


def _checked(check: Callable[[Settings], Iterator[Finding]], settings: Settings) -> Iterator[Finding]:
    """A check's findings; an error that it meets is one of them."""
    try:
        yield from check(settings)
    except PresswatchError as error:
        yield Finding(error.message, error.cure or "See the message.", grave=True)


def _show(finding: Finding) -> None:
    mark, style = ("✗", "red") if finding.grave else ("!", "yellow") if finding.cure else ("✓", "green")
    out.print(Text.assemble((f"{mark} ", style), finding.fact), soft_wrap=True)
    if finding.cure:
        out.print(Text(f"  → {finding.cure}"), soft_wrap=True)


def _settings(settings: Settings) -> Iterator[Finding]:
    yield Finding(f"settings are read; data in {settings.data.absolute()}, configuration in {settings.config}")
    if not settings.fetch.contact:
        yield Finding(
            "publishers see no contact in our User-Agent", "Set fetch.contact to a mail or web address of yours."
        )
    if not settings.web.public_url:
        yield Finding(
            "no public address is set: digests are posted without links to their pages",
            "Set web.public_url once the pages are reachable for readers.",
        )


def _database(settings: Settings) -> Iterator[Finding]:
    shown = ".".join(map(str, SQLITE_VERSION))
    if SQLITE_VERSION < _WAL_SAFE:
        yield Finding(
            f"SQLite {shown} may damage its log in rare cases (fixed in 3.51.3)", "Install the pysqlite3 package."
        )
    else:
        yield Finding(f"SQLite {shown}")
    missing = pending(settings.database)
    if not settings.database.exists():
        yield Finding(f"no database yet at {settings.database}; the first command makes it")
    elif missing:
        yield Finding(f"the database lacks {', '.join(missing)}", "Run `presswatch migrate`.", grave=True)
    else:
        yield Finding(f"the database {settings.database} is up to date")
        yield from _archive(settings)
        yield from _topics(settings)
        yield from _backups(settings)


def _archive(settings: Settings) -> Iterator[Finding]:
    """What is there, since when, and how long it stays."""
    with closing(open_store(settings.database)) as store, store.reading() as session:
        figures = session.upkeep.figures()
    since = f" since {figures.oldest:%d %b %Y}" if figures.oldest else ""
    days = settings.keep.days
    kept = f"those that nobody was told of are kept for {count(days, 'day')}" if days else "they are kept for ever"
    size = size_of(settings.database) / 1e6
    yield Finding(f"{count(figures.entries, 'article')}{since} in {size:,.1f} MB; {kept}")


def _topics(settings: Settings) -> Iterator[Finding]:
    """Those that find nothing, as their queries cannot be read any more."""
    with closing(open_store(settings.database)) as store, store.reading() as session:
        topics = session.topics.all()
    for topic in topics:
        if fault := fault_of(topic):
            cure = f"Say `topic edit {topic.name}` in a channel and mend its query. {fault.cure}"
            yield Finding(f"the topic {topic.name} finds nothing: {fault.message}", cure, grave=True)


def _backups(settings: Settings) -> Iterator[Finding]:
    """When the last one was made, as far as we know: others may be elsewhere."""
    last, cure = last_backup(settings.backups), "Run `presswatch backup`, or set backup.every_days."
    if last is None:
        yield Finding(f"there is no backup in {settings.backups}", cure)
    else:
        age = datetime.now(UTC) - last
        yield Finding(
            f"last backup in {settings.backups}: {last:%d %b %Y %H:%M} UTC", cure if age > _OLD_BACKUP else ""
        )


def _disk(settings: Settings) -> Iterator[Finding]:
    folder = next(place for place in (settings.data, *settings.data.absolute().parents) if place.exists())
    if not os.access(folder, os.W_OK):
        yield Finding(
            f"{folder} cannot be written", "Give this user write access, or set data to another folder.", True
        )
    free = shutil.disk_usage(folder).free // 1_000_000
    cure = "Free some space: SQLite needs room for its log." if free < _LEAST_FREE else ""
    yield Finding(f"{free:,} MB free for data", cure)


def _clock(_settings: Settings) -> Iterator[Finding]:
    now = utc_now()
    if now.timestamp() < Path(__file__).stat().st_mtime:
        yield Finding(
            f"the clock says {now:%Y-%m-%d %H:%M} UTC, earlier than this program", "Set the clock (NTP).", True
        )
    else:
        yield Finding(f"the clock says {now:%Y-%m-%d %H:%M} UTC")


def _slack(settings: Settings, *, post: str, secrets: Path) -> Iterator[Finding]:
    if not settings.slack.is_on:
        names = [f"PRESSWATCH_SLACK__{name.upper()}" for name in slack.lacking(settings.slack)]
        yield _not_set_up("Slack", names, secrets)
        return
    yield from _open_secrets(secrets)
    with open_app(settings) as app:
        yield from app.platforms.slack.examine(post=post)


def _teams(settings: Settings, *, post: str, secrets: Path) -> Iterator[Finding]:
    part = settings.teams
    if not teams.is_installed():
        yield Finding("the package that Teams needs is not installed", f"Run {teams.INSTALL}.", True)
        return
    if missing := teams.lacking(part) if part.is_on or not part.webhooks else ():
        yield _not_set_up("Teams", [f"PRESSWATCH_TEAMS__{name.upper()}" for name in missing], secrets)
        return
    yield from _open_secrets(secrets)
    with open_app(settings) as app:
        yield from app.platforms.teams.examine(post=post)


def _open_secrets(secrets: Path) -> Iterator[Finding]:
    if secrets.is_file() and secrets.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        yield Finding(f"others on this machine can read {secrets}", f"Run `chmod 600 {secrets}`.")


def _not_set_up(who: str, names: Sequence[str], secrets: Path) -> Finding:
    """What is missing, by the names under which it is to be set."""
    where = f"{secrets} (that file is there)" if secrets.is_file() else f"{secrets} (there is no such file yet)"
    them, these = ("it", "this is") if len(names) == 1 else ("them", "these are")
    cure = f"Set {them} in the environment or in {where}; docs/howto/{who.lower()}.md says where each is to be had."
    return Finding(f"{who} is not set up: {these} not set: {', '.join(names)}", cure, True)


def _zones(settings: Settings) -> Iterator[Finding]:
    known = len(available_timezones())
    if known < _FEWEST_ZONES:
        yield Finding(f"only {known} time zones are known", "Install the tzdata package.", True)
    else:
        here = datetime.now(ZoneInfo(settings.zone))
        yield Finding(f"{known} time zones are known; in {settings.zone} it is {here:%a %H:%M}")


def _config(settings: Settings) -> Iterator[Finding]:
    configured = read_configuration(settings.config)
    feeds, topics = count(len(configured.feeds), "feed"), count(len(configured.topics), "topic")
    yield Finding(f"configured: {feeds}, {topics}")


def _feeds(settings: Settings) -> Iterator[Finding]:
    """Visit what is due and say which feeds need care."""
    with open_app(settings) as app:
        app.set_up()
        with progress("Visiting the feeds that are due") as advance:
            report = app.poll(advance)
        with app.store.reading() as session:
            feeds, removed = session.feeds.all(), removed_by_hand(session.feeds.dropped())
    now = datetime.now(UTC)
    yield Finding(report.sentence())
    for ailment in ailments(feeds, now):
        yield Finding(_of_feeds(ailment), f"Tried again {next_tries(ailment, now)}.")
    if removed:
        were = "was" if len(removed) == 1 else "were"
        yield Finding(f"{count(len(removed), 'feed')} of config/feeds.toml {were} removed by hand")
    if feeds and not any(health.is_healthy(feed) for feed in feeds):
        yield Finding("no feed could be reached", "Check this machine's network, name service and proxy.", grave=True)


def _of_feeds(ailment: Ailment) -> str:
    """What is wrong with a feed, or with many alike."""
    if not ailment.shared:
        return f"{ailment.feeds[0].source}: {ailment.wrong}"
    return f"{count(len(ailment.feeds), 'feed')}: {ailment.wrong}: {sources(ailment)}"

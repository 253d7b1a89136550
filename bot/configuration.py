"""The configuration folder: feeds.toml and topics/*.toml, read at once and with all their faults told at once."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import SettingsError
from bot.feeds.specs import read_specs
from bot.model.feed import FeedSpec
from bot.model.topic import TopicSpec
from bot.stories.entities import gazetteer
from bot.stories.examples import Example, read_examples
from bot.stories.origin import Outlet, Outlets, read_outlets
from bot.stories.packs import read_pack

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Configuration:
    """What the files name."""

    feeds: tuple[FeedSpec, ...]
    topics: tuple[TopicSpec, ...]
    outlets: tuple[Outlet, ...] = ()


def read_configuration(folder: Path) -> Configuration:
    """Everything under the folder; SettingsError lists the faults of all files."""
    feeds, feed_faults = _read_feeds(folder / "feeds.toml")
    topics, topic_faults = _read_topics(sorted((folder / "topics").glob("*.toml")))
    outlets, outlet_faults = _read_outlets(folder)
    faults = [*feed_faults, *topic_faults, *outlet_faults, *_faults_of_entities()]
    if faults:
        raise SettingsError(faults)
    return Configuration(feeds, topics, outlets)


def listed_outlets(folder: Path) -> Outlets:
    """The outlets alone. A worker does not start on a list with faults; whoever only answers does without it."""
    outlets, faults = _read_outlets(folder)
    for fault in faults:
        log.warning("%s", fault)
    return Outlets(outlets)


def _read_outlets(folder: Path) -> tuple[tuple[Outlet, ...], Sequence[str]]:
    """The outlets of entities/outlets.toml; a folder without it lists none."""
    file = folder / "entities" / "outlets.toml"
    if not file.is_file():
        return (), ()
    try:
        read = read_outlets(file.read_bytes(), str(file))
    except OSError as error:
        return (), [f"{file} cannot be read: {error.strerror}"]
    return (read, ()) if isinstance(read, tuple) else ((), read)


def _faults_of_entities() -> Sequence[str]:
    """What is wrong with the lists that come with Presswatch and may have been changed here."""
    try:
        gazetteer()
    except SettingsError as error:
        return error.faults
    return ()


def listed_examples(folder: Path) -> tuple[Example, ...]:
    """The examples of all topics that have some; SettingsError lists the faults of all files."""
    read = [_read_examples(file) for file in sorted((folder / "topics" / "examples").glob("*.toml"))]
    if faults := [fault for one in read if isinstance(one, list) for fault in one]:
        raise SettingsError(faults)
    return tuple(example for one in read for example in one if isinstance(example, Example))


def _read_examples(file: Path) -> tuple[Example, ...] | list[str]:
    try:
        return read_examples(file.read_bytes(), topic=file.stem, place=str(file))
    except OSError as error:
        return [f"{file} cannot be read: {error.strerror}"]


def _read_feeds(file: Path) -> tuple[tuple[FeedSpec, ...], Sequence[str]]:
    if not file.is_file():
        return (), [f"{file}: there is no such file; it names the feeds to poll"]
    try:
        return read_specs(file.read_text("utf-8"), place=str(file)), ()
    except SettingsError as error:
        return (), error.faults
    except UnicodeDecodeError as error:
        return (), [f"{file} is no UTF-8 text: {error}"]
    except OSError as error:
        return (), [f"{file} cannot be read: {error.strerror}"]


def _read_topics(files: Sequence[Path]) -> tuple[tuple[TopicSpec, ...], Sequence[str]]:
    read = [_read_topic(file) for file in files]
    faults = [fault for one in read if isinstance(one, tuple) for fault in one]
    topics = tuple(one for one in read if isinstance(one, TopicSpec))
    names = [topic.name for topic in topics]
    faults += [f"topics: two files name the topic {name}" for name in sorted(set(names)) if names.count(name) > 1]
    return tuple(sorted(topics, key=_place)), faults


def _place(topic: TopicSpec) -> tuple[bool, int, str]:
    """Where a topic stands in lists: by its `order`, then by its name."""
    return topic.order is None, topic.order or 0, topic.name


def _read_topic(file: Path) -> TopicSpec | tuple[str, ...]:
    try:
        return read_pack(file.read_bytes(), str(file))
    except OSError as error:
        return (f"{file} cannot be read: {error.strerror}",)

"""The configuration folder: feeds.toml and topics/*.toml, read at once and with all their faults told at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import SettingsError
from bot.feeds.specs import read_specs
from bot.model.feed import FeedSpec
from bot.model.topic import TopicSpec
from bot.stories.packs import read_pack


@dataclass(frozen=True, slots=True)
class Configuration:
    """What the files name."""

    feeds: tuple[FeedSpec, ...]
    topics: tuple[TopicSpec, ...]


def read_configuration(folder: Path) -> Configuration:
    """Everything under the folder; SettingsError lists the faults of all files."""
    feeds, feed_faults = _read_feeds(folder / "feeds.toml")
    topics, topic_faults = _read_topics(sorted((folder / "topics").glob("*.toml")))
    if feed_faults or topic_faults:
        raise SettingsError([*feed_faults, *topic_faults])
    return Configuration(feeds, topics)


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
    return topics, faults


def _read_topic(file: Path) -> TopicSpec | tuple[str, ...]:
    try:
        return read_pack(file.read_bytes(), str(file))
    except OSError as error:
        return (f"{file} cannot be read: {error.strerror}",)

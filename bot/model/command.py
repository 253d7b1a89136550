"""A command: what a person asked for, as a typed value, and the table of all of them.

The table is the one place that says how each command is written; help, errors and the docs read it.
"""

from dataclasses import dataclass

from bot.model.subscription import Cadence, Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandUsage:
    """One row of the command table: how a command is written and what it does."""

    verb: str  # its first word, lower case
    usage: str  # CAPITALS are the person's own words, [brackets] may be left out, | is a choice
    summary: str  # one line
    example: str  # words that the grammar reads as this command


COMMANDS: tuple[CommandUsage, ...] = (
    CommandUsage(
        verb="help",
        usage="help [COMMAND]",
        summary="List the commands, or explain one.",
        example="help subscribe",
    ),
    CommandUsage(
        verb="topics",
        usage="topics",
        summary="List the topics this channel can subscribe to.",
        example="topics",
    ),
    CommandUsage(
        verb="subscribe",
        usage="subscribe TOPIC [at once|daily|weekly] [on DAY] [at HOUR] [in ZONE]",
        summary="Have a topic's stories posted here as they come, every day or every week.",
        example="subscribe facial-recognition weekly on Monday at 9 in Europe/Berlin",
    ),
    CommandUsage(
        verb="unsubscribe",
        usage="unsubscribe TOPIC",
        summary="Stop a topic's posts in this channel.",
        example="unsubscribe facial-recognition",
    ),
    CommandUsage(
        verb="status",
        usage="status",
        summary="Show this channel's subscriptions, the next digest and how the feeds are doing.",
        example="status",
    ),
    CommandUsage(
        verb="search",
        usage="search QUERY [page N]",
        summary="Search the archive; only you see the answer.",
        example="search clearview breach",
    ),
    CommandUsage(
        verb="digest",
        usage="digest TOPIC",
        summary="Show a topic's latest digest.",
        example="digest facial-recognition",
    ),
    CommandUsage(
        verb="why",
        usage="why NUMBER|story ID [TOPIC]",
        summary="Say which words made a story match; NUMBER is its place in the last digest.",
        example="why 1 facial-recognition",
    ),
    CommandUsage(
        verb="feeds",
        usage="feeds health",
        summary="Show which feeds are healthy, which are not and when they are tried next.",
        example="feeds health",
    ),
)


@dataclass(frozen=True, slots=True)
class Help:
    """Explain one command by its verb, or list them all ("")."""

    verb: str = ""


@dataclass(frozen=True, slots=True)
class ListTopics:
    """List the topics on offer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribe:
    """Subscribe this channel. A part the person left out is None; `schedule` fills it in."""

    topic: str
    cadence: Cadence | None = None
    hour: int | None = None  # 0 to 23
    weekday: int | None = None  # 0 = Monday
    zone: str | None = None  # IANA name, in its own spelling

    def schedule(self, usual: Schedule) -> Schedule:
        """The schedule asked for; what was left out is as `usual`."""
        return Schedule(
            cadence=self.cadence or usual.cadence,
            hour=usual.hour if self.hour is None else self.hour,
            weekday=usual.weekday if self.weekday is None else self.weekday,
            zone=self.zone or usual.zone,
        )


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """End this channel's subscription to a topic."""

    topic: str


@dataclass(frozen=True, slots=True)
class Status:
    """Show what this channel is subscribed to and when it hears next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Search the archive. `query` is raw text in the query language; `page` counts from 1."""

    query: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class ShowDigest:
    """Show a topic's latest digest in this channel."""

    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Say why a story matched. `story` is its position in the last digest (of the topic, if one is named),
    or its own id where `by_id` is set."""

    story: int
    by_id: bool = False
    topic: str = ""


@dataclass(frozen=True, slots=True)
class FeedsHealth:
    """Show how the feeds are doing."""


Command = Help | ListTopics | Subscribe | Unsubscribe | Status | Search | ShowDigest | Why | FeedsHealth

"""The table of all commands: how each is written and what it does. Help, errors and the docs read it."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Family(StrEnum):
    """What a command is about; help lists the families in this order."""

    READ = "Reading"
    SUBSCRIBE = "This channel"
    TEACH = "Teaching its order"
    TOPICS = "Topics"
    FEEDS = "Feeds"
    KEEP = "Looking after it"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandUsage:
    """One row of the command table: how a command is written and what it does."""

    verb: str  # its first word, or its first two, lower case
    family: Family
    usage: str  # CAPITALS are the person's own words, [brackets] may be left out, | is a choice
    summary: str  # one line
    example: str  # words that the grammar reads as this command

    @property
    def gist(self) -> str:
        """The summary up to its first pause, for a list."""
        return re.split(r"[:;.]", self.summary, maxsplit=1)[0]


def _rows(family: Family, *rows: tuple[str, str, str, str]) -> tuple[CommandUsage, ...]:
    return tuple(
        CommandUsage(verb=verb, family=family, usage=usage, summary=summary, example=example)
        for verb, usage, summary, example in rows
    )


COMMANDS: tuple[CommandUsage, ...] = (
    *_rows(
        Family.READ,
        ("home", "home", "Show what this workspace follows: its latest stories, and what needs care.", "home"),
        (
            "search",
            "search [QUERY] [page N]",
            "Search the archive; only you see the answer.",
            "search clearview breach",
        ),
        ("digest", "digest TOPIC", "Show a topic's latest digest.", "digest facial-recognition"),
        (
            "why",
            "why NUMBER|these|story ID|LINK [TOPIC]",
            "Say which words matched, or where an article stopped; NUMBER is a story's place in the last digest.",
            "why 1 facial-recognition",
        ),
        (
            "covered",
            "covered LINK",
            "Show whether an article's event is known: its story, who covers it and who was first.",
            "covered https://lantern-post.example/story/12",
        ),
        (
            "since",
            "since DATE",
            "Show what happened while you were away: what was posted here, what is new, what broke.",
            "since yesterday",
        ),
        ("help", "help [all|COMMAND]", "Show what matters first, list all commands, or explain one.", "help subscribe"),
    ),
    *_rows(
        Family.SUBSCRIBE,
        (
            "status",
            "status",
            "Show this channel's subscriptions: when each comes next, and how the feeds are doing.",
            "status",
        ),
        (
            "subscribe",
            "subscribe [TOPIC] [at once|daily|weekly] [on DAY] [at HOUR] [in ZONE]",
            "Have a topic posted here: each story as it comes, every day or every week.",
            "subscribe facial-recognition weekly on Monday at 9 in Europe/Berlin",
        ),
        ("unsubscribe", "unsubscribe TOPIC", "Stop a topic's posts in this channel.", "unsubscribe facial-recognition"),
        (
            "pause",
            "pause [TOPIC] [until DATE]",
            "Post nothing here for a while; nothing is lost meanwhile.",
            "pause facial-recognition until Friday",
        ),
        ("resume", "resume [TOPIC]", "Go on where a pause began.", "resume facial-recognition"),
        (
            "mute",
            "mute [story ID|source NAME|term [WORDS]] [until DATE]",
            "Keep a story, a source or some words out of here; alone: list what is muted.",
            "mute source Lantern Post until 2030-01-31",
        ),
        (
            "unmute",
            "unmute story ID|source NAME|term WORDS",
            "Let a story, a source or some words in again.",
            "unmute source Lantern Post",
        ),
        (
            "alerts",
            "alerts [change] [at most N a day] [quiet HOUR to HOUR|never quiet] [in ZONE]",
            "Show or set when alerts may interrupt: how many a day, and in which hours none; the word change asks.",
            "alerts at most 5 a day quiet 22 to 7 in Europe/Berlin",
        ),
    ),
    *_rows(
        Family.TEACH,
        (
            "useful",
            "useful NUMBER|story ID [TOPIC]",
            "Say that a story is of use here: others like it move up. NUMBER is its place in the last digest.",
            "useful 1",
        ),
        (
            "useless",
            "useless NUMBER|story ID [TOPIC]",
            "Say that a story is not for this channel: others like it move down.",
            "useless 1",
        ),
        ("unvote", "unvote NUMBER|story ID [TOPIC]", "Take back what you said of a story.", "unvote 1"),
        (
            "learned",
            "learned [page N]",
            "Show what the votes taught this channel's order: rules for sources and terms, and no story is hidden.",
            "learned",
        ),
        (
            "unlearn",
            "unlearn source NAME|term WORD",
            "Let the votes not count for a source or a term.",
            "unlearn source Lantern Post",
        ),
        (
            "relearn",
            "relearn source NAME|term WORD",
            "Let the votes count again for a source or a term.",
            "relearn source Lantern Post",
        ),
    ),
    *_rows(
        Family.TOPICS,
        ("topics", "topics", "List the topics this channel can subscribe to.", "topics"),
        (
            "topic show",
            "topic show TOPIC",
            "Show a topic's query: its version, who subscribes and what it finds.",
            "topic show facial-recognition",
        ),
        (
            "topic new",
            "topic new [NAME [QUERY]] [like ID|LINK|TEXT]",
            "Try a new topic over the archive before it is saved; `like` suggests words of examples.",
            'topic new school-cameras school NEAR/10 "facial recognition"',
        ),
        (
            "topic edit",
            "topic edit TOPIC [QUERY]",
            "See what a changed query adds and loses; nothing is saved yet.",
            'topic edit facial-recognition "facial recognition" OR faceprint',
        ),
        (
            "topic save",
            "topic save NAME QUERY",
            "Save a topic: a new one, or an old one's new query.",
            'topic save school-cameras school NEAR/10 "facial recognition"',
        ),
        (
            "topic include",
            "topic include TOPIC WORDS",
            "Let more words count for a topic: beside its query, however long that is.",
            'topic include facial-recognition "camera network" OR Pinpath',
        ),
        (
            "topic exclude",
            "topic exclude TOPIC WORDS",
            "Keep stories with these words out of a topic.",
            'topic exclude facial-recognition "phone review"',
        ),
        (
            "topic clear",
            "topic clear TOPIC WORDS",
            "Take back words that were included or excluded.",
            'topic clear facial-recognition "phone review"',
        ),
        (
            "topic threshold",
            "topic threshold TOPIC PERCENT|none",
            "Ask how central a topic's words must be: less is no match.",
            "topic threshold facial-recognition 60%",
        ),
        (
            "topic delete",
            "topic delete TOPIC [yes]",
            "Delete a topic of this workspace.",
            "topic delete school-cameras",
        ),
        (
            "try",
            "try QUERY",
            "Replay a query over the archive: stories a week, examples, near misses, what each part brings.",
            'try "facial recognition" NEAR/10 school',
        ),
    ),
    *_rows(
        Family.FEEDS,
        (
            "feeds health",
            "feeds health",
            "Show which feeds are healthy: what is wrong with the others, and when they are tried next.",
            "feeds health",
        ),
        (
            "feeds add",
            "feeds add [URL] [as NAME]",
            "Add a feed; its last entries and how many would have matched are shown.",
            "feeds add https://lantern-post.example/feed as Lantern Post",
        ),
        (
            "feeds remove",
            "feeds remove URL|NAME",
            "Stop a feed; its entries stay.",
            "feeds remove Lantern Post",
        ),
        (
            "feeds import",
            "feeds import URL [dry run]",
            "Add all feeds of an OPML document; a dry run only says which.",
            "feeds import https://lantern-post.example/blogroll.opml dry run",
        ),
        ("feeds export", "feeds export", "Get all feeds as an OPML document.", "feeds export"),
        (
            "doctor",
            "doctor URL",
            "Visit an address to see what comes of it: what was fetched, what was parsed, and each entry's fate.",
            "doctor https://lantern-post.example/feed",
        ),
    ),
    *_rows(
        Family.KEEP,
        (
            "ledger",
            "ledger [CHANNEL] [STATE] [page N]",
            "Show a channel's deliveries with their states and reasons.",
            "ledger",
        ),
        (
            "changes",
            "changes [page N]",
            "Show who changed what in this workspace, the newest first.",
            "changes",
        ),
        (
            "takedown",
            "takedown LINK [yes]",
            "Remove an article's extracts: from the archive, the pages and posted messages.",
            "takedown https://lantern-post.example/story/12",
        ),
    ),
)

_VERBS = frozenset(row.verb for row in COMMANDS)


def is_command(words: str) -> bool:
    """Whether words begin as a command does, such as `subscribe TOPIC`; a verb is lower case."""
    first = words.split()[:2]
    return any(" ".join(first[:length]) in _VERBS for length in (1, 2))

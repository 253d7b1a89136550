"""Whatever a command holds, written as its usage says, reads back as that command."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.grammar import read
from bot.model.channel import NEVER_QUIET
from bot.model.command import (
    AddFeed,
    Alerts,
    Command,
    Covered,
    DeleteTopic,
    EditTopic,
    Examine,
    Help,
    ImportFeeds,
    Learned,
    ListChanges,
    Mute,
    NewTopic,
    Pause,
    PlaceWords,
    Placing,
    RemoveFeed,
    Resume,
    SaveTopic,
    Search,
    SetThreshold,
    ShowDigest,
    ShowLedger,
    ShowTopic,
    Since,
    Subscribe,
    Takedown,
    Try,
    Unlearn,
    Unmute,
    Unsubscribe,
    Vote,
    Why,
    WhyLink,
)
from bot.model.delivery import DeliveryState
from bot.model.learned import LearnedKind
from bot.model.mute import MuteKind
from bot.model.subscription import Cadence
from bot.model.usage import COMMANDS

Written = st.SearchStrategy[tuple[str, Command]]

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TOPICS = st.from_regex(r"[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9}){1,3}", fullmatch=True)
NAMES = st.sampled_from(["Lantern Post", "The 't Hooft Review", "Bild.de", "Süd Nachrichten", "O'Hara & Sons"])
DATES = st.sampled_from(["Friday", "2030-01-31", "next Monday", "1 March", "tomorrow"])
LINKS = st.from_regex(r"https?://lantern-post\.example(:8080)?(/[a-zA-Z0-9=&?%-]{1,9}){1,3}", fullmatch=True)
ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "UTC"])
HOURS = st.integers(0, 23)
STORIES = st.integers(1, 999_999_999)
_PIECES = """
"Face ID" | "Face  ID" | "valid until June" | =Clearview’s | -bridge | C++ | AT&T | (ban OR moratorium) | NEAR/10
| title:breach | site:example.com | covered>=3 | well–known | surveil* | ONEAR/0 | AND | NOT | été
"""
_WORDS = st.sampled_from([piece.strip() for piece in _PIECES.split("|")])
QUERIES = st.lists(_WORDS, min_size=1, max_size=6).map(lambda words: " ".join(["school", *words]))


def squeezed(query: str) -> str:
    """A query as a person's words keep it: one space between words."""
    return " ".join(query.split())


def optional(before: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, str]]:
    """Nothing at all, or words with a value behind them; and the value."""
    return st.one_of(
        st.just(("", "")), values.map(lambda value: (f" {before} {value}" if before else f" {value}", value))
    )


@st.composite
def subscriptions(draw: st.DrawFn) -> tuple[str, Command]:
    topic, zone = draw(TOPICS), draw(optional("in", ZONES))
    day, hour = draw(st.none() | st.integers(0, 6)), draw(st.none() | HOURS)
    words = f" on {DAYS[day]}" if day is not None else ""
    words += f" at {hour}" if hour is not None else ""
    said = Subscribe(topic=topic, cadence=Cadence.WEEKLY, weekday=day, hour=hour, zone=zone[1] or None)
    return f"subscribe {topic} weekly{words}{zone[0]}", said


@st.composite
def alerts(draw: st.DrawFn) -> tuple[str, Command]:
    zone, ceiling = draw(optional("in", ZONES)), draw(st.none() | st.integers(0, 1000))
    quiet = draw(st.none() | st.just(NEVER_QUIET) | st.tuples(HOURS, HOURS).filter(lambda hours: hours[0] != hours[1]))
    words = "" if ceiling is None else f" at most {ceiling} a day"
    if quiet:
        words += " never quiet" if quiet == NEVER_QUIET else f" quiet {quiet[0]} to {quiet[1]}"
    return f"alerts{words}{zone[0]}", Alerts(ceiling=ceiling, quiet=quiet, zone=zone[1] or None)


@st.composite
def mutes(draw: st.DrawFn, verb: str) -> tuple[str, Command]:
    kind = draw(st.sampled_from(MuteKind))
    value = draw({MuteKind.STORY: STORIES.map(str), MuteKind.SOURCE: NAMES, MuteKind.TERM: QUERIES.map(squeezed)}[kind])
    if verb == "unmute":
        return f"unmute {kind} {value}", Unmute(kind=kind, value=value)
    until = draw(optional("until", DATES))
    return f"mute {kind} {value}{until[0]}", Mute(kind=kind, value=value, until=until[1])


@st.composite
def unlearnings(draw: st.DrawFn, verb: str) -> tuple[str, Command]:
    kind = draw(st.sampled_from(LearnedKind))
    value = draw({LearnedKind.SOURCE: NAMES, LearnedKind.TERM: st.sampled_from(["gait", "o'hara", "été"])}[kind])
    return f"{verb} {kind} {value}", Unlearn(kind=kind, value=value, again=verb == "relearn")


def votes(verb: str, useful: bool | None) -> Written:
    by_id = STORIES.map(lambda story: (f"{verb} story {story}", Vote(story=story, useful=useful, by_id=True)))
    by_place = st.tuples(STORIES, optional("", TOPICS)).map(
        lambda said: (f"{verb} {said[0]}{said[1][0]}", Vote(story=said[0], useful=useful, topic=said[1][1]))
    )
    return by_id | by_place


@st.composite
def new_topics(draw: st.DrawFn) -> tuple[str, Command]:
    if draw(st.booleans()):
        return draw(topical("topic new", lambda topic, query: NewTopic(topic=topic, query=query)))
    topic, story = draw(optional("", TOPICS)), draw(STORIES)
    return f"topic new{topic[0]} like {story}", NewTopic(topic=topic[1], like=(str(story),))


@st.composite
def whys(draw: st.DrawFn) -> tuple[str, Command]:
    topic, number, by_id = draw(optional("", TOPICS)), draw(STORIES), draw(st.booleans())
    if draw(st.booleans()):
        link = draw(LINKS)
        return f"why {link}{topic[0]}", WhyLink(link=link, topic=topic[1])
    return f"why {'story ' if by_id else ''}{number}{topic[0]}", Why(story=number, by_id=by_id, topic=topic[1])


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[str, Command]:
    channel, state = (
        draw(optional("", st.sampled_from(["press-desk", "failed"]))),
        draw(st.none() | st.sampled_from(DeliveryState)),
    )
    words = channel[0].replace(" ", " #") + (f" {state.replace('_', ' ')}" if state else "")
    return f"ledger{words} page 3", ShowLedger(channel=channel[1], state=state.value if state else "", page=3)


def topical(verb: str, made: Callable[[str, str], Command]) -> Written:
    """`VERB NAME QUERY`."""
    return st.tuples(TOPICS, QUERIES).map(
        lambda said: (f"{verb} {said[0]} {said[1]}", made(said[0], squeezed(said[1])))
    )


def placed(placing: Placing) -> Callable[[str, str], Command]:
    return lambda topic, words: PlaceWords(topic=topic, placing=placing, words=words)


def of_topic(verb: str, made: Callable[[str], Command], tail: str = "") -> Written:
    return TOPICS.map(lambda topic: (f"{verb} {topic}{tail}", made(topic)))


def with_link(verb: str, made: Callable[[str, bool], Command], tail: str) -> Written:
    """`VERB LINK`, with or without a tail that says yes."""
    said = st.tuples(LINKS, st.booleans())
    return said.map(lambda one: (f"{verb} {one[0]}{f' {tail}' if one[1] else ''}", made(*one)))


WRITTEN: dict[str, Written] = {
    "subscribe": subscriptions(),
    "alerts": alerts(),
    "mute": mutes("mute"),
    "unmute": mutes("unmute"),
    "ledger": ledgers(),
    "search": st.tuples(QUERIES, st.integers(2, 999)).map(
        lambda said: (f"search {said[0]} page {said[1]}", Search(query=squeezed(said[0]), page=said[1]))
    ),
    "why": whys(),
    "covered": LINKS.map(lambda link: (f"covered {link}", Covered(link))),
    "useful": votes("useful", True),
    "useless": votes("useless", False),
    "unvote": votes("unvote", None),
    "unlearn": unlearnings("unlearn"),
    "relearn": unlearnings("relearn"),
    "since": DATES.map(lambda when: (f"since {when}", Since(when))),
    "pause": st.tuples(optional("", TOPICS), optional("until", DATES)).map(
        lambda said: (f"pause{said[0][0]}{said[1][0]}", Pause(topic=said[0][1], until=said[1][1]))
    ),
    "resume": optional("", TOPICS).map(lambda topic: (f"resume{topic[0]}", Resume(topic[1]))),
    "digest": of_topic("digest", ShowDigest),
    "unsubscribe": of_topic("unsubscribe", Unsubscribe),
    "topic show": of_topic("topic show", ShowTopic),
    "topic delete": of_topic("topic delete", lambda topic: DeleteTopic(topic=topic, sure=True), " yes"),
    "topic new": new_topics(),
    "topic edit": topical("topic edit", lambda topic, query: EditTopic(topic=topic, query=query)),
    "topic save": topical("topic save", lambda topic, query: SaveTopic(topic=topic, query=query)),
    **{f"topic {placing}": topical(f"topic {placing}", placed(placing)) for placing in Placing},
    "topic threshold": st.tuples(TOPICS, st.integers(0, 100)).map(
        lambda said: (f"topic threshold {said[0]} {said[1]}%", SetThreshold(said[0], f"{said[1]}%"))
    ),
    "try": QUERIES.map(lambda query: (f"try {query}", Try(squeezed(query)))),
    "feeds add": st.tuples(LINKS, optional("as", NAMES)).map(
        lambda said: (f"feeds add {said[0]}{said[1][0]}", AddFeed(url=said[0], name=said[1][1]))
    ),
    "feeds remove": st.one_of(LINKS, NAMES).map(lambda feed: (f"feeds remove {feed}", RemoveFeed(feed))),
    "feeds import": with_link("feeds import", lambda url, dry: ImportFeeds(url=url, dry=dry), "dry run"),
    "doctor": LINKS.map(lambda link: (f"doctor {link}", Examine(link))),
    "learned": st.integers(2, 999).map(lambda page: (f"learned page {page}", Learned(page))),
    "changes": st.integers(2, 999).map(lambda page: (f"changes page {page}", ListChanges(page))),
    "takedown": with_link("takedown", lambda link, sure: Takedown(link=link, sure=sure), "yes"),
    "help": st.sampled_from(COMMANDS).map(lambda row: (f"help {row.verb}", Help(row.verb))),
}


@given(st.one_of(*WRITTEN.values()))
def test_every_command_in_its_usage_form_reads_back(written: tuple[str, Command]) -> None:
    words, command = written
    assert read(words) == command


def test_every_command_that_takes_words_is_written_here() -> None:
    assert set(WRITTEN) == {row.verb for row in COMMANDS if row.usage != row.verb}

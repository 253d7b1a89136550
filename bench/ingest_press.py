"""The press of the ingest bench: feeds whose articles tell made-up events, many in the words of several outlets.

The words are our own and English enough for the stemmer; names are made of syllables, so that each event has some that
no other has. The same seed and date make the same bytes.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape


def listed(text: str, separator: str) -> list[str]:
    """The words or phrases of a text."""
    return text.split(separator)


_SYLLABLES = listed("bel cor dan fen gal hol jor kel lan mar nor or pel quin ras sel tor ul ven wes yar zim", " ")
_DEEDS = {  # what happened, as different outlets put it
    "recalls": ("recalls", "calls back", "withdraws"),
    "buys": ("buys", "acquires", "takes over"),
    "sues": ("sues", "takes to court", "files a suit against"),
    "warns of": ("warns of", "raises the alarm over", "cautions against"),
    "opens": ("opens", "launches", "inaugurates"),
    "closes": ("closes", "shuts down", "winds up"),
    "fines": ("fines", "penalises", "imposes a penalty on"),
    "patches": ("patches", "repairs", "mends a flaw in"),
}
_ON_TOPIC = listed(  # some of the things that the shipped topics look for
    "facial recognition cameras; a database of faces scanned without consent; an AI that scores applicants; "
    "biometric data of travellers; a chatbot trained on private messages",
    "; ",
)
_AFTER = listed(
    "after a leak; over missing records; as prices climb; before the election; despite protests; following an audit; "
    "amid a strike; in a surprise move; after months of talks; under pressure from regulators",
    "; ",
)
_KINDS = listed(
    "regional public private old northern southern coastal digital medical military municipal electric automatic "
    "secret annual joint temporary costly ageing modern foreign domestic wireless industrial agricultural nuclear "
    "underground mobile central independent federal commercial charitable historic experimental offshore rural urban "
    "solar volcanic tropical financial academic athletic musical legal religious",
    " ",
)
_NOUNS = listed(
    "airline airport archive auction bakery bank battery border bridge budget bus camera canal casino cathedral cement "
    "charity clinic coach coal college concert copper council court crane crew dairy dam database debt desert dock "
    "drone drought earthquake election embassy engine estate exchange factory farm ferry festival film fire fishery "
    "flood forest fuel garden gas glacier gold grain grid harbour helicopter highway hospital hotel housing ice "
    "insurance island jury kitchen laboratory lake laser library lithium lottery magazine mayor memorial metro mill "
    "mine ministry mountain museum network newspaper nurse ocean oil opera orchestra palace parliament passport patent "
    "pension pilot pipeline police pollution port prison professor protest railway rent reservoir restaurant river "
    "rocket router sailor satellite school seed server shelter shipyard software square stadium steel storm strike "
    "studio summit surgeon tanker tariff tax teacher telescope temple theatre timber tourism tower tractor train "
    "treaty tunnel turbine uranium vaccine valley vessel village virus vote warehouse water wheat wildlife wine wool",
    " ",
)
_VERBS = listed(
    "delayed repaired replaced promised rejected inspected expanded copied insured flooded sold rented moved reduced "
    "doubled tested banned welcomed criticised funded guarded rebuilt exported imported measured postponed praised "
    "questioned rescued restored searched secured shared shipped stored studied supplied threatened trained upgraded",
    " ",
)
_SAID = (
    "{who} {deed} {thing} in {place}, officials confirmed on {day}",
    "“We owe everybody in {place} an explanation,” said {person}",
    "{rival} declined to comment",
    "the {kind} {noun} {verb} {number} {noun} workers near {place}",
    "a {kind} {noun} was {verb} by the {noun}",
    "engineers {verb} the {noun} before the {kind} {noun} arrived",
    "{person} {verb} every {noun} of the {kind} {noun}",
    "{rival} had {verb} a {kind} {noun} and two {noun} projects last year",
    "nobody {verb} the {noun} until the {noun} near {place} was {verb}",
    "experts expect that the {noun} will be {verb} with {kind} money",
)
_HEADLINES = (
    "{who} {deed} {thing} {after}",
    "{who} {deed} {thing} in {place}",
    "{place}: {who} {deed} {thing}",
    "How {who} {deed} {thing}, and what {rival} says",
    "{number} people affected as {who} {deed} {thing}",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_TELLINGS = (1, 1, 1, 1, 2, 2, 3, 4, 6, 12)  # of how many articles an event is told in, each as likely
_ON_TOPIC_SHARE = 0.08
_SPAN = timedelta(days=6)  # from the first event to the last: what a feed of twenty articles usually covers


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, and the words for it that its tellings share."""

    who: str
    rival: str
    person: str
    place: str
    deed: str
    thing: str
    after: str
    number: int
    words: "dict[str, list[str]]"  # its own few of `kind`, `noun` and `verb`
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One telling of an event."""

    title: str
    text: str
    published: datetime


def documents(feeds: int, entries: int, words: int, *, seed: int, until: datetime) -> Iterator[bytes]:
    """The feeds' documents: RSS, and every fifth one Atom. Each article has about so many words."""
    chance = random.Random(seed)
    told: list[Article] = []
    while len(told) < feeds * entries:
        event = _event(chance, until)
        told += [_article(chance, event, words) for _ in range(chance.choice(_TELLINGS))]
    del told[feeds * entries :]
    chance.shuffle(told)
    for feed in range(feeds):
        articles = sorted(told[feed::feeds], key=lambda article: article.published, reverse=True)
        yield _atom(feed, articles) if feed % 5 == 0 else _rss(feed, articles)


def _event(chance: random.Random, until: datetime) -> Event:
    thing = f"its {chance.choice(_KINDS)} {chance.choice(_NOUNS)}"
    return Event(
        who=_name(chance),
        rival=_name(chance),
        person=f"{_name(chance)} {_name(chance)}",
        place=_name(chance),
        deed=chance.choice(tuple(_DEEDS)),
        thing=chance.choice(_ON_TOPIC) if chance.random() < _ON_TOPIC_SHARE else thing,
        after=chance.choice(_AFTER),
        number=chance.randrange(20, 90_000),
        words={
            "kind": chance.choices(_KINDS, k=4),
            "noun": chance.choices(_NOUNS, k=10),
            "verb": chance.choices(_VERBS, k=6),
        },
        at=until - chance.random() * _SPAN,
    )


def _article(chance: random.Random, event: Event, words: int) -> Article:
    title = _worded(chance, event, chance.choice(_HEADLINES))
    sentences: list[str] = []
    while sum(len(sentence.split()) for sentence in sentences) < words:
        sentences += [_worded(chance, event, mould) for mould in chance.sample(_SAID, 2)]
    late = timedelta(hours=chance.expovariate(1 / 5))
    return Article(title=title, text=". ".join(sentences) + ".", published=min(event.at + late, event.at + _SPAN / 6))


def _worded(chance: random.Random, event: Event, mould: str) -> str:
    """A sentence of an event, in one outlet's choice of words."""
    for slot, words in event.words.items():
        while f"{{{slot}}}" in mould:
            mould = mould.replace(f"{{{slot}}}", chance.choice(words), 1)
    return mould.format(
        who=event.who,
        rival=event.rival,
        person=event.person,
        place=event.place,
        deed=chance.choice(_DEEDS[event.deed]),
        thing=event.thing,
        after=event.after,
        number=event.number,
        day=chance.choice(_DAYS),
    )


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.choice((3, 3, 4)))).title()


def _rss(feed: int, articles: list[Article]) -> bytes:
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>{_link(feed, one)}?utm_source=rss</link>"
        f'<guid isPermaLink="false">{_tag(feed, one)}</guid><pubDate>{format_datetime(one.published)}</pubDate>'
        f"<category>news</category><description><![CDATA[<p>{one.text}</p>]]></description></item>\n"
        for one in articles
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Outlet {feed}</title>'
        f"<link>https://outlet{feed}.example/</link><description>News</description>{items}</channel></rss>"
    ).encode()


def _atom(feed: int, articles: list[Article]) -> bytes:
    entries = "".join(
        f'<entry><id>{_tag(feed, one)}</id><title>{escape(one.title)}</title><link href="{_link(feed, one)}"/>'
        f"<published>{one.published.isoformat()}</published><updated>{one.published.isoformat()}</updated>"
        f'<author><name>Desk {feed}</name></author><summary type="html">{escape(f"<p>{one.text}</p>")}</summary>'
        f"</entry>\n"
        for one in articles
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Outlet {feed}</title>"
        f'<id>tag:outlet{feed}.example</id><link href="https://outlet{feed}.example/"/>'
        f"<updated>{articles[0].published.isoformat()}</updated>{entries}</feed>"
    ).encode()


def _link(feed: int, article: Article) -> str:
    slug = "-".join("".join(filter(str.isalnum, word.lower())) for word in article.title.split()[:6])
    return f"https://outlet{feed}.example/{article.published:%Y/%m/%d/%H%M%S}-{slug}"


def _tag(feed: int, article: Article) -> str:
    return f"tag:outlet{feed}.example,{article.published:%Y%m%d%H%M%S%f}"

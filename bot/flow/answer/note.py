"""Note: why a story stands in an issue, as an analyst would put it: one short paragraph, and the words that carry it.

What the issue froze is told as it was frozen. How many of the articles meet the topic, and how well, is asked of them
anew, with the query that the issue froze; of what was taken down less can be said.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.digests.write.headline import name
from bot.digests.write.origin import first_told
from bot.digests.write.text import one_line, owned
from bot.flow.answer.phrases import code, count, day, moment, text
from bot.flow.answer.shortfalls import asked_by, places
from bot.flow.arrival import document_of
from bot.model.digest import Digest, DigestEntry, DigestStory, Novelty
from bot.model.message import Block, Bullets, Paragraph, Small, Span
from bot.model.topic import Evidence
from bot.ports.store import Session
from bot.stories.acts import heavier
from bot.stories.learn import votes_told
from bot.stories.query import Verdict, evaluate, judged_as, parse
from bot.stories.rank import ACTS, CENTRAL, act_told

_ASKED = 200  # articles of one story
_LINES = 6  # of evidence
_PHRASE = (2, 3)  # words
_CLAUSES = 2  # named behind one piece of evidence

_OWNING = re.compile(r"['’]s?”$")  # "Acme’s" is Acme

Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A story of an issue, and what its articles say to the topic today."""

    digest: Digest
    story: DigestStory
    verdicts: Mapping[int, Verdict]  # by article; those that are on file
    zone: str  # of the asker …
    now: datetime  # … and when they ask

    @property
    def lead(self) -> DigestEntry:
        """The article that is shown."""
        return self.story.coverage[0]

    @property
    def meets(self) -> list[DigestEntry]:
        """The articles that meet the topic themselves."""
        return [one for one in self.story.coverage if one.entry_id in self.verdicts and self._met(one)]

    def _met(self, one: DigestEntry) -> bool:
        return self.verdicts[one.entry_id].matched


def case_of(session: Session, digest: Digest, story: DigestStory, *, zone: str, now: datetime) -> Case:
    """The case of a story of an issue."""
    topic = session.topics.get(session.subscriptions.get(digest.subscription_id).topic_id)
    query = judged_as(parse(digest.topic_query), topic)
    kept = session.entries.get([one.entry_id for one in story.coverage[:_ASKED]])
    sources = len(story.sources)
    verdicts = {one: evaluate(query, document_of(entry, covered=sources)) for one, entry in kept.items()}
    return Case(digest=digest, story=story, verdicts=verdicts, zone=zone, now=now)


def note_blocks(case: Case) -> list[Block]:
    """Where it stands and the frozen reason, the paragraph, and the words that carry the story, each with the clauses
    that ask for them."""
    sentences = [
        _happened(case),
        _about(case),
        _act(case),
        _breadth(case),
        _within(case),
        _who(case),
        _news(case),
        _votes(case),
    ]
    sentences.append(_narrowly(case))
    lines = _evidence(case.story.evidence)
    shown = lines if len(lines) <= _LINES + 1 else (*lines[:_LINES], (text(f"and {len(lines) - _LINES} more"),))
    note = Paragraph((text(" ".join(filter(None, sentences))),))
    return [Small((text(_place(case)),)), note, *([Bullets(shown)] if shown else [])]


def _place(case: Case) -> str:
    """Where it stands, and the reason that was frozen."""
    digest, story = case.digest, case.story
    made = day(digest.created_at, case.zone, case.now)
    of = f", {_ordinal(story.position)} of {len(digest.stories):,}" if len(digest.stories) > 1 else ""
    return f"In {digest.topic_title} No. {digest.number}, {made}{of}: {story.reason}."


def _happened(case: Case) -> str:
    """What happened, in the words that the issue shows; "" where it shows none."""
    if case.story.clause is None:
        return ""
    words = one_line(case.story.clause.text)
    source = next((one.source for one in case.story.coverage if one.entry_id == case.story.clause.entry_id), "")
    whose = f"{name(source)}: " if source else ""
    return f"{whose}“{words}”" if words.endswith(("?", "!", "…")) else f"{whose}“{words.rstrip('.')}”."


def _about(case: Case) -> str:
    """What it is about, and whose words say so; the list below the paragraph has them."""
    words = f", by the words below of {owned(name(case.lead.source))} article" if case.story.evidence else ""
    return f"It is {_centrality(case)} {name(case.digest.topic_title)}{words}."


def _centrality(case: Case) -> str:
    verdict = case.verdicts.get(case.lead.entry_id)
    if verdict is None or not verdict.matched:
        return "about"
    return "squarely about" if verdict.score >= CENTRAL else "only partly about"


def _act(case: Case) -> str:
    """What was done, where that moved it."""
    act = act_told(case.story.reason)
    if ACTS[act] > 1:
        return f"As it tells {act}, it stands higher than a story with the same sources that tells none."
    return f"As it is about {act}, it stands lower than others with the same sources." if act else ""


def _within(case: Case) -> str:
    """What a few of its articles tell that weighs more than what it is shown by."""
    articles = case.story.coverage
    if not (places := heavier(case.story.title, [one.title for one in articles])):
        return ""
    one = articles[places[0]]
    few = "One of its articles tells" if len(places) == 1 else f"{len(places):,} of its articles tell"
    return f"{few} more than the title above, such as “{one_line(one.title)}” in {name(one.source)}."


def _breadth(case: Case) -> str:
    """How many of its articles are about the topic, where there are several."""
    asked = [one for one in case.story.coverage if one.entry_id in case.verdicts]
    meets = len(case.meets)
    if len(asked) < 2:
        return ""
    if meets == len(asked):
        return f"{'Both' if meets == 2 else f'All {meets:,}'} articles of the story meet the topic."
    if 2 * meets >= len(asked):
        return f"{meets:,} of the story’s {len(asked):,} articles meet{'s' if meets == 1 else ''} the topic."
    if not meets:
        return "As they stand on file, none of its articles meets the topic."
    few, verb = ("Only one", "meets") if meets == 1 else (f"Only {meets:,}", "meet")
    return f"{few} of the story’s {len(asked):,} articles {verb} the topic; the others count half."


def _who(case: Case) -> str:
    """Who tells it, who was first as others write, and whose article is the oldest."""
    story = case.story
    when = moment(story.first_at, case.zone, case.now)
    if len(story.sources) == 1:
        return f"{name(story.source)} alone tells it, since {when}."
    others = f"{len(story.sources) - 1:,} other{'s' if len(story.sources) > 2 else ''}"
    oldest = f"{owned(name(story.first_source))}, {when}; {others} followed."
    if told := first_told(story.origin, " had it first"):
        return f"{told}; the oldest article is {oldest}"
    return f"The oldest article is {oldest}"


def _news(case: Case) -> str:
    """What is new of it to this channel."""
    story = case.story
    if story.novelty is Novelty.SEEN:
        return f"This channel had seen it under {name(story.seen_under)}, so it stands last."
    if story.novelty is Novelty.DEVELOPING:
        came = "that counts" if story.gained == 1 else "those count"
        return f"No. {story.since_number} told it; {count(story.gained, 'article')} came since, and {came} most."
    return "It was new to this channel."


def _votes(case: Case) -> str:
    return "" if votes_told(case.story.reason) else "No vote here moved it."


def _narrowly(case: Case) -> str:
    """What nearly kept it out."""
    distinct = _words(_telling(case.story.evidence))
    if len(distinct) == 1 and " and " not in distinct[0] and len(case.meets) <= 1:
        return f"It rests on {distinct[0]} alone: without that nothing of it would meet the topic."
    if case.meets and not any(piece.field == "title" for one in case.meets for piece in _of(case, one)):
        return "It was a near thing: no title meets the topic, only texts do."
    return ""


def _of(case: Case, one: DigestEntry) -> Sequence[Evidence]:
    return case.verdicts[one.entry_id].evidence


def _words(evidence: Iterable[Evidence]) -> list[str]:
    """The words and where they stand: "“facial recognition” in the title and the text"."""
    fields: dict[str, str] = {}
    for place in places(evidence):
        words, parted, field = place.rpartition(" in the ")
        key = _OWNING.sub("”", words.casefold()) if parted else place
        known = fields.get(key, "")
        if not known:
            fields[key] = place
        elif not known.endswith(f" the {field}"):
            fields[key] = f"{known} and the {field}"
    return list(fields.values())


def _telling(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The pieces that hold no other in the same field: of "facial recognition" and "facial" the phrase, and of a phrase
    and a whole sentence around it the phrase again."""
    kept: list[Evidence] = []
    for piece in sorted(evidence, key=_phrases_first):
        if not any(piece.field == other.field and _overlap(piece, other) for other in kept):
            kept.append(piece)
    return kept


def _phrases_first(piece: Evidence) -> tuple[bool, bool, int]:
    return piece.field != "title", len(piece.text.split()) not in _PHRASE, piece.start


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end


def _evidence(evidence: Sequence[Evidence]) -> tuple[Line, ...]:
    """One line for words, wherever they stand: then the clauses that ask for them or for a part of them. What asks for
    more than they are has a line of its own, and no clause has two."""
    asked: dict[str, list[str]] = {}
    stand: dict[str, list[Evidence]] = {}
    told: set[str] = set()
    for piece in sorted(evidence, key=_phrases_first):
        words = _OWNING.sub("”", f"“{piece.text.casefold()}”")
        clauses = [one.clause for one in evidence if _holds(piece, one) and one.clause not in told]
        if clauses or words in asked:
            stand.setdefault(words, []).append(piece)
            asked.setdefault(words, []).extend(dict.fromkeys(clauses))
            told.update(clauses)
    return tuple((text(f"{', '.join(_words(stand[words]))} – "), *_clauses(asked[words])) for words in stand)


def _holds(whole: Evidence, part: Evidence) -> bool:
    return whole.field == part.field and whole.start <= part.start and part.end <= whole.end


def _clauses(clauses: Sequence[str]) -> Line:
    """Such as `title:(facial ONEAR/2 recognition)` and 2 more clauses."""
    shortest = sorted(clauses, key=lambda clause: (clause.startswith(("title:", "body:")), len(clause)))[:_CLAUSES]
    left = len(clauses) - len(shortest)
    spans: list[Span] = []
    for clause in shortest:
        spans += [text(", ")] if spans else []
        spans.append(code(asked_by(clause)))
    return (*spans, text(f" and {count(left, 'more clause')}")) if left else tuple(spans)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"

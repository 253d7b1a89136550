"""What a digest's page shows, in the page's order; the words come from digests, so that page and message agree."""

from collections.abc import Iterator
from datetime import datetime

from markupsafe import Markup

from bot.digests.redact import REMOVED
from bot.digests.write.bottom import bottom_line
from bot.digests.write.dates import day, hour, hour_in_zone, period
from bot.digests.write.feeds import footer_fact, read_fact
from bot.digests.write.headline import headline, headline_end, name
from bot.digests.write.held import held_sentence, tellers
from bot.digests.write.history import mean, sparkline
from bot.digests.write.links import Anchor, page
from bot.digests.write.origin import credit_lines
from bot.digests.write.quiet import is_outage
from bot.digests.write.repeat import may_repeat
from bot.digests.write.reply import story_reply
from bot.digests.write.spans import dotted, fact
from bot.digests.write.standing import brief_standing, standing
from bot.digests.write.text import number_of, one_line
from bot.model.digest import Digest, DigestEntry, DigestStory, FeedNote, HeldAlert, Novelty
from bot.model.feed import FeedState
from bot.model.message import Quote, Small, Span, Style
from bot.model.subscription import Cadence
from bot.model.topic import Evidence
from bot.web import chart
from bot.web.brief import FULL, rest
from bot.web.markup import link_html, mark, marked, spans_html
from bot.web.outline import (
    ArticleView,
    CoverageView,
    DigestView,
    FeedsView,
    HeldView,
    HistoryView,
    StoryView,
    WhyView,
)

_KINDS = {Cadence.DAILY: "daily digest", Cadence.WEEKLY: "weekly digest"}
_PLACES = {"body": "text", "lang": "language", "before": "date", "after": "date", "covered": "coverage"}


def view(digest: Digest) -> DigestView:
    """The page of a digest. Pure: the same digest gives the same page."""
    return DigestView(
        kind=_KINDS.get(digest.cadence, "digest"),
        title=one_line(digest.topic_title),
        dates=period(digest.window, digest.zone),
        number=digest.number,
        figures=_html(digest, _figures(digest)),
        health=_html(digest, footer_fact(digest)[:1]),  # which ones ail stands further down
        bottom_line=_html(digest, line.spans) if (line := bottom_line(digest)) else Markup(""),
        stories_title=number_of(len(digest.stories), "story", "stories"),
        stories=tuple(_story(digest, story) for story in digest.stories[:FULL]),
        rest_title=_rest_title(digest),
        rest=rest(digest.stories[FULL:]),
        articles_title=number_of(digest.articles, "article"),
        coverage=tuple(_coverage(digest)),
        nothing=_nothing(digest),
        held=_all_held(digest) if digest.held else None,
        query=digest.topic_query,
        query_version=digest.topic_version,
        whys=tuple(_why(digest, story) for story in digest.stories[:FULL]),
        feeds=_feeds(digest),
        history=_history(digest),
        frozen=_frozen(digest),
    )


def _html(digest: Digest, spans: tuple[Span, ...]) -> Markup:
    return spans_html(spans, page(digest).path)


def _figures(digest: Digest) -> tuple[Span, ...]:
    """Stories, articles, and how that compares."""
    stories = number_of(len(digest.stories), "story", "stories")
    counts = (
        *fact(stories, page(digest, Anchor.STORIES), Style.STRONG),
        Span(" from "),
        *fact(number_of(digest.articles, "article"), page(digest, Anchor.ARTICLES)),
    )
    return dotted((counts, fact(mean(digest), page(digest, Anchor.HISTORY))))


def _story(digest: Digest, story: DigestStory) -> StoryView:
    """A story with its thread's small print; one seen under another topic is told in one line."""
    seen = story.novelty is Novelty.SEEN
    reply = () if seen else story_reply(digest, story).blocks
    return StoryView(
        position=story.position,
        title=link_html(headline(story), story.link),
        quote=Markup("").join(_html(digest, block.spans) for block in reply if isinstance(block, Quote)),
        standing=_html(digest, brief_standing(digest, story) if seen else standing(digest, story)),
        thread=tuple(_html(digest, block.spans) for block in reply if isinstance(block, Small)),
        seen=seen,
    )


def _rest_title(digest: Digest) -> str:
    left = len(digest.stories) - FULL
    return f"{number_of(left, 'more story', 'more stories')}, in brief" if left > 0 else ""


def _coverage(digest: Digest) -> Iterator[CoverageView]:
    """The articles of each story that is told at length. The numbers run over all of them, and end at the digest's
    count where no story is told in brief."""
    numbers: dict[int, int] = {}
    for story in digest.stories[:FULL]:
        articles = []
        for entry in story.coverage:
            known = entry.entry_id in numbers
            number = numbers.setdefault(entry.entry_id, len(numbers) + 1)
            articles.append(_article(digest, entry, 0 if known else number))
        yield CoverageView(position=story.position, title=headline(story), articles=tuple(articles))


def _article(digest: Digest, entry: DigestEntry, number: int) -> ArticleView:
    title = one_line(entry.title[: headline_end(entry.title, entry.source)]) or "Untitled"
    when = f"{day(entry.when, zone=digest.zone, near=digest.window.until)} {hour(entry.when, digest.zone)}"
    return ArticleView(
        number=number,
        title=link_html(title, entry.link),
        source=name(entry.source),
        when=when.replace(" ", "\u00a0"),
    )


def _nothing(digest: Digest) -> str:
    """What is said where there are no stories."""
    if is_outage(digest):
        return "No feed could be read, so nothing is known of these days."
    return "Nothing met the topic in these days."


def _all_held(digest: Digest) -> HeldView:
    return HeldView(title=held_sentence(digest.held), alerts=tuple(map(_held, digest.held)))


def _held(alert: HeldAlert) -> tuple[Markup, str, str]:
    title = link_html(one_line(alert.title) or "Untitled", alert.link)
    return title, f"{tellers(alert)} · {name(alert.topic_title)}", alert.reason


def _why(digest: Digest, story: DigestStory) -> WhyView:
    extract = story.summary or story.clause
    return WhyView(
        position=story.position,
        title=marked(headline(story), story.evidence),
        extract=marked(one_line(extract.text), story.evidence) if extract else Markup(""),
        clauses=tuple(_clauses(story.evidence)),
        reason=one_line(story.reason),
        whose=tuple(_html(digest, line) for line in _whose(story)),
    )


def _whose(story: DigestStory) -> tuple[tuple[Span, ...], ...]:
    """Whom its articles credit."""
    return credit_lines(story.origin, {one.entry_id: one for one in story.coverage}) if story.origin else ()


def _clauses(evidence: tuple[Evidence, ...]) -> Iterator[tuple[str, Markup]]:
    """Each clause of the query with the words it found and where, in the query's order."""
    for clause in dict.fromkeys(piece.clause for piece in evidence):
        found = dict.fromkeys(_found(piece) for piece in evidence if piece.clause == clause)
        yield clause, Markup(" · ").join(found)


def _found(piece: Evidence) -> Markup:
    if piece.is_removed:
        return Markup(REMOVED)
    words = one_line(piece.text)
    place = _PLACES.get(piece.field, piece.field)
    return Markup("{} in the {}").format(mark(words), place) if words else Markup("holds")


def _feeds(digest: Digest) -> FeedsView:
    return FeedsView(
        title=number_of(len(digest.feeds), "feed"),
        read=_html(digest, read_fact(digest)),
        ailing=tuple(_ailing(note) for note in digest.feeds if not _well(note)),
        healthy=tuple((name(note.source), _brought(note)) for note in digest.feeds if _well(note)),
    )


def _ailing(note: FeedNote) -> tuple[str, str, str]:
    return name(note.source), one_line(note.note) or note.state, _brought(note)


def _brought(note: FeedNote) -> str:
    return number_of(note.read, "article")


def _well(note: FeedNote) -> bool:
    return note.state is FeedState.HEALTHY


def _history(digest: Digest) -> HistoryView:
    values = (*digest.history, len(digest.stories)) if digest.history else ()
    first = digest.number - len(digest.history)
    labels = [f"No. {first + place}" for place in range(len(values))]
    drawn = chart.bars(labels, values)
    small = chart.spark(values if sparkline(digest) else ())
    told = ", ".join(f"{label}: {value}" for label, value in zip(labels, values, strict=True))
    return HistoryView(
        bars=drawn,
        width=chart.width(drawn),
        spark=small,
        spark_width=chart.spark_width(small),
        label=f"Stories in each issue. {told}",
    )


def _frozen(digest: Digest) -> str:
    """Such as "Frozen on Mon 2 Mar at 09:00 CET. Times are those of Europe/Berlin."."""
    said = [f"Frozen on {_when(digest, digest.created_at)}."]
    if digest.revised_at is not None:
        said.append(f"An extract was removed on request on {_when(digest, digest.revised_at)}.")
    if repeats := may_repeat(digest.repeats_from, zone=digest.zone, near=digest.window.until):
        said.append(f"{repeats}.")
    return " ".join([*said, f"Times are those of {digest.zone}."])


def _when(digest: Digest, moment: datetime) -> str:
    return f"{day(moment, zone=digest.zone, near=digest.window.until)} at {hour_in_zone(moment, digest.zone)}"

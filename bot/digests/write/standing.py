"""Standing: the small print of a story: new or developing, whose it is, its day, and how many others tell it."""

from bot.digests.write.dates import day
from bot.digests.write.headline import name
from bot.digests.write.links import coverage_anchor, page
from bot.digests.write.spans import Fact, dotted, fact
from bot.digests.write.text import number_of
from bot.model.digest import Digest, DigestStory, Novelty
from bot.model.message import PageLink, Span, Style


def standing(digest: Digest, story: DigestStory) -> tuple[Span, ...]:
    """Such as "Developing, +5 since No. 8 · OPC Canada · Fri 21 Feb · +7 sources"."""
    return dotted((_novelty(digest, story), *_where(digest, story)))


def brief_standing(digest: Digest, story: DigestStory) -> tuple[Span, ...]:
    """The same for one line under "Also noted": that a story is new is not said again."""
    if story.novelty is Novelty.SEEN:
        return dotted((fact(f"seen under {name(story.seen_under)}"), _others(digest, story)))
    news = () if story.novelty is Novelty.NEW else _novelty(digest, story)
    return dotted((*_where(digest, story), news))


def _where(digest: Digest, story: DigestStory) -> tuple[Fact, ...]:
    when = day(story.when, zone=digest.zone, near=digest.window.until)
    return fact(name(story.source)), fact(when), _others(digest, story)


def _novelty(digest: Digest, story: DigestStory) -> Fact:
    if story.novelty is not Novelty.DEVELOPING:
        return fact("New", style=Style.STRONG)
    grown = fact(f"+{story.gained:,} since No. {story.since_number}", _coverage(digest, story), Style.STRONG)
    return (Span("Developing, ", Style.STRONG), *grown)


def _others(digest: Digest, story: DigestStory) -> Fact:
    others = len(story.sources) - 1
    return fact(f"+{number_of(others, 'source')}" if others else "", _coverage(digest, story))


def _coverage(digest: Digest, story: DigestStory) -> PageLink:
    return page(digest, coverage_anchor(story.position))

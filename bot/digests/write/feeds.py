"""Feeds: how many were well while an issue was gathered, and which need care."""

from bot.digests.write.headline import name
from bot.digests.write.links import Anchor, page
from bot.digests.write.spans import Fact, fact
from bot.digests.write.text import clip, number_of, sentence
from bot.model.digest import Digest, FeedNote
from bot.model.feed import FeedState
from bot.model.message import Block, Notice, Span, Tone

_ANSWERING = (FeedState.HEALTHY, FeedState.QUIET, FeedState.EMPTY)
_NAMED = 2  # feeds named in the footer
_NOTICES = 3  # feeds that a quiet issue names
_NOTE = 80  # characters of what is wrong …
_NOTE_WORDS = 8  # … and words


def footer_fact(digest: Digest, *, named: bool = True) -> Fact:
    """Such as "38 of 40 feeds healthy (ICO silent for 6 days)"; the figure alone where none is to be named."""
    if not digest.feeds:
        return ()
    link = page(digest, Anchor.FEEDS)
    healthy = sum(note.state is FeedState.HEALTHY for note in digest.feeds)
    ailing = _ailing(digest) if named else []
    names = "; ".join(_words(note) for note in ailing[:_NAMED])
    more = f"; {number_of(len(ailing) - _NAMED, 'more', 'more')}" if len(ailing) > _NAMED else ""
    spans = fact(f"{healthy:,} of {number_of(len(digest.feeds), 'feed')} healthy", link)
    return (*spans, Span(" ("), Span(f"{names}{more}", link=link), Span(")")) if ailing else spans


def read_fact(digest: Digest) -> Fact:
    """What a quiet issue looked through, such as "47 articles read from 38 of 40 feeds"."""
    link = page(digest, Anchor.FEEDS)
    answering = sum(note.state in _ANSWERING for note in digest.feeds)
    read = fact(f"{number_of(digest.articles_read, 'article')} read", link)
    if not digest.feeds:
        return read
    return (*read, Span(" from "), *fact(f"{answering:,} of {number_of(len(digest.feeds), 'feed')}", link))


def notices(digest: Digest) -> tuple[Block, ...]:
    """A boxed line for each feed that needs care."""
    ailing = _ailing(digest)
    lines = [_words(note) for note in ailing[:_NOTICES]]
    if len(ailing) > _NOTICES:
        left = len(ailing) - _NOTICES
        lines.append(f"{number_of(left, 'more feed')} need{'s' if left == 1 else ''} care")
    link = page(digest, Anchor.FEEDS)
    return tuple(Notice(Tone.WARNING, (Span(sentence(text), link=link),)) for text in lines)


def _ailing(digest: Digest) -> list[FeedNote]:
    return [note for note in digest.feeds if note.note]


def _words(note: FeedNote) -> str:
    wrong = note.note.replace("failing: answered ", "answers ", 1)
    return f"{name(note.source)} {clip(wrong, _NOTE, _NOTE_WORDS).rstrip('.')}".strip()

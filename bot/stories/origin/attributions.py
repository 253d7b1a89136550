"""Attributions: each article of a story with the outlet on whose pages it stands and those whom it credits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from bot.model.entry import Entry
from bot.model.origin import Credit, Weight
from bot.stories.origin.credits import crediting, says_exclusive
from bot.stories.origin.meaning import Bearers, Short
from bot.stories.origin.mentions import Mention, may_mention, mentions
from bot.stories.origin.outlets import Outlets
from bot.stories.origin.tokens import Tokens, tokens

_READ = 20_000  # characters of an article …
_STORY = 400_000  # … and of all of a story: where very many tell it, each is read less far
_LEAST = 400
_MENTIONS = 300  # of outlets in one text …
_TOGETHER = 6_000  # … and in all of a story's texts of a kind
_FEWEST = 10
_TITLE = 500  # characters
_OPENING = 40  # … that tell whether it calls itself exclusive
_EACH = 6  # credits of one article that are kept
_WORDS = 100  # characters of one
_COLLECTS = 3  # the tier of sources that bring others' articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One article, and what it says of where its news come from."""

    entry: Entry
    own: str  # the outlet on whose pages it stands
    credits: tuple[Credit, ...]  # to others, in the article's order
    is_own: bool  # it says that the report is its own, or is a wire's


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of an article, its mentions found."""

    field: str
    tokens: Tokens
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class _Article:
    entry: Entry
    own: str
    texts: tuple[_Text, ...]

    @property
    def named(self) -> Iterator[str]:
        """The outlets that it names in full, first to last."""
        return (found.outlet for text in self.texts for found in text.mentions if found.outlet)


def attributions(entries: Sequence[Entry], outlets: Outlets) -> list[Attribution]:
    """The articles' attributions, in their order.

    What a short name means is decided by what the article names in full, else by what the story does and who tells it,
    else by what we read; where that leaves two outlets, it credits nobody.
    """
    room = max(_LEAST, min(_READ, _STORY // max(1, len(entries))))
    most = max(_FEWEST, min(_MENTIONS, _TOGETHER // max(1, len(entries))))
    articles = [_article(entry, outlets, room, most) for entry in entries]
    around = Bearers(outlets, (name for article in articles for name in (article.own, *article.named)))
    return [_attribution(article, outlets, around) for article in articles]


def own_outlet(entry: Entry, outlets: Outlets) -> str:
    """The outlet on whose pages an article stands: its source, under the name by which outlets know it."""
    named = outlets.of_source(entry.source)
    site = outlets.of_link(entry.link) if entry.tier < _COLLECTS else None
    return named or site or entry.source


def _article(entry: Entry, outlets: Outlets, room: int, most: int) -> _Article:
    texts = (("title", entry.title[:_TITLE]), ("summary", entry.summary[:room]), ("body", _beyond(entry)[:room]))
    read = tuple(_text(field, text, outlets, most) for field, text in texts if may_mention(text, outlets))
    return _Article(entry, own_outlet(entry, outlets), read)


def _beyond(entry: Entry) -> str:
    """The body, where it is more than the summary."""
    return entry.body if entry.body != entry.summary else ""


def _text(field: str, text: str, outlets: Outlets, most: int) -> _Text:
    read = tokens(text)
    return _Text(field, read, tuple(islice(mentions(read, outlets), most)))


def _attribution(article: _Article, outlets: Outlets, around: Bearers) -> Attribution:
    found = list(_of_texts(article, outlets, around))
    others = [credit for credit in (*_of_frame(article, outlets), *found) if credit.outlet != article.own]
    return Attribution(
        entry=article.entry,
        own=article.own,
        credits=_distinct(others),
        is_own=any(credit.outlet == article.own for credit in found)
        or outlets.is_wire(article.own)
        or _is_exclusive(article.entry),
    )


def _is_exclusive(entry: Entry) -> bool:
    return says_exclusive(tokens(entry.title[:_OPENING]))


def _of_frame(article: _Article, outlets: Outlets) -> Iterator[Credit]:
    """Whose the author's line and the page say that it is."""
    entry = article.entry
    start = max(entry.author.rfind(mark) + 1 for mark in (",", "|", "/", "(", "–", "—"))
    last = entry.author[start:].strip(" )")
    if last and (outlet := outlets.named(last)):
        start = entry.author.index(last, start)
        yield _credit(entry, outlet, Weight.WHOLE, "author", start, start + len(last))
    if outlet := outlets.of_link(entry.link):
        start = entry.link.find("//") + 2
        end = start + len(urlsplit(entry.link).netloc)
        yield _credit(entry, outlet, Weight.WHOLE, "link", start, end)


def _of_texts(article: _Article, outlets: Outlets, around: Bearers) -> Iterator[Credit]:
    """Whom the words credit."""
    before, all_here = Bearers(outlets), Bearers(outlets, article.named)
    owned = frozenset(outlets.shorts_of(article.own))
    for text in article.texts:
        for found in text.mentions:
            if found.outlet:
                before.update([found.outlet])
            outlet = found.outlet or before.latest(found.short) or (article.own if found.short in owned else "")
            outlet = outlet or _meant(found.short, (all_here, around), outlets)
            made = crediting(text.tokens, found, field=text.field) if outlet else None
            if made is not None:
                start, end = text.tokens.starts[made.start], text.tokens.ends[made.end - 1]
                yield _credit(article.entry, outlet, made.weight, text.field, start, end)


def _meant(short: Short, named: Iterable[Bearers], outlets: Outlets) -> str:
    """The outlet that a short name means where none before it decides; "" where nothing does."""
    decided = next((meant for names in named if (meant := names.only(short)) is not None), None)
    if decided is not None:
        return decided
    ours = outlets.ours.intersection(outlets.bearers.get(short, ()))
    return next(iter(ours)) if len(ours) == 1 else ""


def _credit(entry: Entry, outlet: str, weight: Weight, field: str, start: int, end: int) -> Credit:
    text = {"title": entry.title, "summary": entry.summary, "body": entry.body, "author": entry.author}.get(field)
    end = min(end, start + _WORDS)
    words = (entry.link if text is None else text)[start:end]
    return Credit(entry_id=entry.id, outlet=outlet, weight=weight, field=field, start=start, end=end, text=words)


def _distinct(credits: Sequence[Credit]) -> tuple[Credit, ...]:
    """Each wording once: a body often repeats its summary. The heaviest are kept where there are many."""
    first: dict[tuple[str, str], Credit] = {}
    for credit in credits:
        first.setdefault((credit.outlet, credit.text.casefold()), credit)
    kept = sorted(first.values(), key=lambda credit: credit.weight.place)[:_EACH]
    return tuple(credit for credit in first.values() if credit in kept)

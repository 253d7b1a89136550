"""What is to be learnt from a trial: what a query's parts do, which stories it just misses, and advice on its words."""

from collections.abc import Iterator

from bot.flow.answer.phrases import code, count, joined, linked, strong, text
from bot.flow.trial import READ, NearMiss, Trial, Weighed
from bot.model.message import Block, Bullets, Paragraph, Small, Span, Table
from bot.stories.query import Query, Role, lint

_ROWS = 10  # parts shown
_CHANGES = 3  # changes shown
_TITLES = 2  # stories named of each change
_TITLE = 80  # characters of such a title
_ADVICE = 3  # pieces of advice shown
_CLAUSE = 44  # characters of a clause


def clipped(words: str, most: int) -> str:
    """Words short enough to be read in passing."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def lessons(query: Query, tried: Trial) -> Iterator[Block]:
    """What the parts do, what is just missed, and the linter's advice."""
    yield from _parts(tried)
    yield from _near(tried)
    yield from advice(query)


def advice(query: Query) -> Iterator[Block]:
    """The linter's first pieces of advice, a line each, and how many more there are."""
    found = lint(query)
    for piece in found[:_ADVICE]:
        yield Small((code(clipped(piece.clause, _CLAUSE)), text(f" – {piece.message}")))
    if len(found) > _ADVICE:
        yield Small((text(f"{count(len(found) - _ADVICE, 'more piece')} of advice like this."),))


def _parts(tried: Trial) -> Iterator[Block]:
    telling = [one for one in tried.parts if one.stories or one.part.role is not Role.ALTERNATIVE]
    if telling:
        yield Paragraph((strong("What its parts do"),))
        yield Table(
            columns=("Part", "Stories", "Only by it", "Kept out"),
            rows=tuple(_row(one) for one in telling[:_ROWS]),
            numeric=(1, 2, 3),
        )
    rest, idle = len(telling[_ROWS:]), len(tried.parts) - len(telling)
    facts = [f"{count(rest, 'more part')}"] if rest else []
    facts += [f"{count(idle, 'alternative')} found nothing"] if idle else []
    if facts:
        yield Small((text(f"{'; '.join(facts)}."),))


def _row(one: Weighed) -> tuple[str, str, str, str]:
    clause = clipped(one.part.clause, _CLAUSE)
    if one.part.role is Role.ALTERNATIVE:
        return (clause, f"{one.stories:,}", f"{one.alone:,}", "–")
    return (clause, "–", "–", "nearly all" if one.kept_out is None else f"{one.kept_out:,}")


def _near(tried: Trial) -> Iterator[Block]:
    if tried.near:
        yield Paragraph((strong("Just missed"),))
        yield Bullets(tuple(_missed(one) for one in tried.near[:_CHANGES]))
    if tried.cut:
        scope = f"What is missed and kept out was looked for in the newest {READ:,} articles that may matter."
        yield Small((text(scope),))


def _missed(one: NearMiss) -> tuple[Span, ...]:
    """A change, how many stories it would bring, and the first of them."""
    named = [(linked(clipped(story.title, _TITLE), story.link),) for story in one.stories[:_TITLES]]
    such = ": " if one.adds <= len(named) else ", such as "
    return (text(f"{one.relaxation.change} It brings {one.adds:,} more{such}"), *joined(named, "; "))

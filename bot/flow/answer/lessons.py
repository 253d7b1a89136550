"""What is to be learnt from a trial: what a query's parts do, which stories it just misses, and advice on its words."""

from collections.abc import Iterator, Sequence

from bot.flow.answer.phrases import clipped, code, count, joined, linked, rest_of, strong, text
from bot.flow.answer.topic_threshold import percent
from bot.flow.trial import READ, Below, NearMiss, Trial, Weighed
from bot.model.message import Block, Bullets, Paragraph, Small, Span, Table
from bot.stories.query import Query, Role, lint

_ROWS = 10  # parts shown
_IDLE = 5  # parts named that find nothing
_CHANGES = 3  # changes shown
_TITLES = 2  # stories named of each change
_BELOW = 5  # stories named below a threshold
_TITLE = 80  # characters of such a title
_ADVICE = 3  # pieces of advice shown
_CLAUSE = 44  # characters of a clause


def lessons(query: Query, tried: Trial, saved: Query | None = None) -> Iterator[Block]:
    """What the parts do, what is just missed, and advice on what the query has and the saved one has not."""
    yield from _parts(tried)
    yield from _near(tried)
    yield from _below(query, tried.below)
    yield from advice(query, saved)


def advice(query: Query, saved: Query | None = None) -> Iterator[Block]:
    """The linter's first pieces of advice, a line each, and how many more there are. What it has to say of the `saved`
    query, too, is known to whoever wrote that, and left out."""
    known = frozenset(lint(saved)) if saved else frozenset()
    found = [piece for piece in lint(query) if piece not in known]
    for piece in found[:_ADVICE]:
        yield Small((code(clipped(piece.clause, _CLAUSE)), text(f" – {piece.message}")))
    if len(found) > _ADVICE:
        yield Small((text(f"{count(len(found) - _ADVICE, 'more piece')} of advice like this."),))


def _parts(tried: Trial) -> Iterator[Block]:
    """What each part does, the most telling first; then those that find nothing, by name."""
    telling = [one for one in tried.parts if one.stories or one.part.role is not Role.ALTERNATIVE]
    idle = [one for one in tried.parts if not one.stories and one.part.role is Role.ALTERNATIVE]
    if telling:
        yield Paragraph((strong("What its parts do"),))
        yield Table(
            columns=("Part", "What it does"),
            rows=tuple((clipped(one.part.clause, _CLAUSE), _doing(one)) for one in telling[:_ROWS]),
        )
    if rest := telling[_ROWS:]:
        yield Small((text(f"{count(len(rest), 'more part')} not shown."),))
    if idle and any(one.stories for one in tried.parts):  # where nothing is found, what is just missed says more
        named = [(code(clipped(one.part.clause, _CLAUSE)),) for one in idle[:_IDLE]]
        more = f" and {count(len(idle) - _IDLE, 'more part')}" if len(idle) > _IDLE else ""
        yield Small((text("None of the stories found rests on "), *joined(named, ", "), text(f"{more}.")))


def _doing(one: Weighed) -> str:
    """What a part brings, or keeps out, in a few words."""
    if one.part.role is not Role.ALTERNATIVE:
        if one.kept_out is None:
            return "keeps out nearly everything else"
        return f"keeps out {count(one.kept_out, 'story', 'stories')}" if one.kept_out else "keeps nothing out"
    found = f"finds {count(one.stories, 'story', 'stories')}"
    if one.alone == one.stories:
        return f"{found} that no other part finds"
    return f"{found}, {one.alone:,} of which no other part finds" if one.alone else f"{found}, as other parts do"


def _near(tried: Trial) -> Iterator[Block]:
    if tried.near:
        yield Paragraph((strong("Just missed"),))
        yield Bullets(tuple(_missed(one) for one in tried.near[:_CHANGES]))
    if tried.cut:
        scope = f"What is missed and kept out was looked for in the newest {READ:,} articles that may matter."
        yield Small((text(scope),))


def _below(query: Query, below: Sequence[Below]) -> Iterator[Block]:
    """The stories whose words are there, and not as central as the topic asks for."""
    if below:
        yield Paragraph((strong(f"Just below {percent(query.threshold)}"),))
        named = (
            (linked(clipped(one.story.title, _TITLE), one.story.link), text(f" – {one.score:.0%} central"))
            for one in below[:_BELOW]
        )
        yield Bullets((*named, *rest_of(len(below) - _BELOW)))


def _missed(one: NearMiss) -> tuple[Span, ...]:
    """A change, how many stories it would bring, and the first of them."""
    named = [(linked(clipped(story.title, _TITLE), story.link),) for story in one.stories[:_TITLES]]
    such = ": " if one.adds <= len(named) else ", such as "
    return (text(f"{one.relaxation.change} It brings {one.adds:,} more{such}"), *joined(named, "; "))

"""A query, spread so that it can be read: where it is long, one alternative a line, and the first of very many."""

from collections.abc import Iterator, Sequence

from bot.flow.answer.phrases import code, text
from bot.model.message import Block, Bullets, Paragraph, Span
from bot.stories.query import Query
from bot.stories.query.tree import And, Node, Or

_SHORT = 160  # characters that are read at one glance
_LISTED = 12  # alternatives of a query that are read at all: some have a hundred


def is_long(words: str) -> bool:
    """Whether a query takes more than a glance."""
    return len(words) > _SHORT


def spread(query: Query, words: str) -> Iterator[Block]:
    """The query as its author wrote it where it is short, else alternative by alternative, the first of each choice."""
    if not is_long(words):
        yield Paragraph((code(words),))
    elif isinstance(query.root, And):
        yield from _all_of(query.root)
    else:
        yield from _any_of(query.root, "One of these:")


def _all_of(node: And) -> Iterator[Block]:
    """The choices of a condition first, then the conditions that are met or not."""
    choices = [item for item in node.items if isinstance(item, Or) and is_long(str(item))]
    for i, item in enumerate(choices):
        yield from _any_of(item, "and one of these:" if i else "One of these:")
    rest = [item for item in node.items if item not in choices]
    if rest:
        yield Paragraph((text("and all of these:" if choices else "All of these:"),))
        yield Bullets(tuple((code(str(item)),) for item in rest))


def _any_of(node: Node, heading: str) -> Iterator[Block]:
    if isinstance(node, Or):
        yield Paragraph((text(heading),))
        yield Bullets(tuple(_listed(node.items)))
    else:
        yield Paragraph((code(str(node)),))


def _listed(items: Sequence[Node]) -> Iterator[tuple[Span, ...]]:
    """The alternatives, one a line; where there are many, the first ones and how many more."""
    shown = items if len(items) <= _LISTED + 1 else items[:_LISTED]
    yield from ((code(str(item)),) for item in shown)
    if more := len(items) - len(shown):
        yield (text(f"and {more} more"),)

"""Messages as golden files hold them: the words, then where each link leads."""

from collections.abc import Iterable, Iterator

from bot.digests.write import plain
from bot.model.message import (
    Block,
    Bullets,
    Buttons,
    Item,
    Link,
    Message,
    Notice,
    PageLink,
    Paragraph,
    Quote,
    Small,
    Span,
    WebLink,
)


def shown(messages: Iterable[Message]) -> str:
    """All parts of what is said, with their links."""
    return "\n".join(_part(number, message) for number, message in enumerate(messages))


def links(message: Message) -> Iterator[tuple[str, Link]]:
    """Each linked text of a message with its target, in order."""
    for block in message.blocks:
        if isinstance(block, Buttons):
            yield from ((button.label, button.link) for button in block.buttons if button.link)
        yield from ((span.text, span.link) for span in spans(block) if span.link)


def spans(block: Block) -> tuple[Span, ...]:
    """Every span of a block."""
    match block:
        case Item(_, title, clause, small):
            return (*title, *clause, *small)
        case Bullets(items):
            return tuple(span for item in items for span in item)
        case Paragraph(inner) | Small(inner) | Quote(inner) | Notice(_, inner):
            return inner
        case _:
            return ()


def target(link: Link) -> str:
    """A link's address as text."""
    if isinstance(link, WebLink):
        return link.url
    return f"{link.path}#{link.anchor}" if link.anchor else link.path


def pages(message: Message) -> dict[str, str]:
    """The texts that lead to our own pages, with the anchor each leads to."""
    return {text: link.anchor for text, link in links(message) if isinstance(link, PageLink)}


def _part(number: int, message: Message) -> str:
    targets = "".join(f"{text} -> {target(link)}\n" for text, link in links(message))
    return f"=== part {number}: {message.fallback}\n\n{plain(message)}\n--- links\n{targets}"

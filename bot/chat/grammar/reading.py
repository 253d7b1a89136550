"""Commands to read with: search, digest, why, covered, since, home."""

from collections.abc import Sequence

from bot.chat.grammar.alone import Reader, alone
from bot.chat.grammar.links import link
from bot.chat.grammar.names import topic, topic_or_none
from bot.chat.grammar.pages import split_page
from bot.chat.grammar.typed import number, plain_name
from bot.errors import CommandError
from bot.model.command import Command, Covered, Home, Search, ShowDigest, Since, Why, WhyLink


def _search(rest: Sequence[str]) -> Command:
    """Everything is the query, but for a last `page N` with something before it; nothing at all asks for it."""
    query, page = split_page(rest, "search") if len(rest) > 2 else (list(rest), 1)
    return Search(query=" ".join(query), page=page)


def _why(rest: Sequence[str]) -> Command:
    """`3 [TOPIC]` is a place in the last digest, `these [TOPIC]` all of it, `story 812 [TOPIC]` a story's own id, an
    address an article."""
    if rest and (address := link(rest[0])):
        return WhyLink(link=address, topic=topic_or_none(rest[1:]))
    if rest and rest[0].casefold() == "these":
        return Why(story=0, topic=topic_or_none(rest[1:]))
    by_id = bool(rest) and rest[0].casefold() == "story"
    words = list(rest[1:] if by_id else rest)
    place = number(words[0]) if words else None
    if not place:
        question = "Why which story? Give its number in the last digest, `story` and its id, or an article's address."
        raise CommandError(question, "", meant=_why_in_order(words))
    return Why(story=place, by_id=by_id, topic=topic_or_none(words[1:]))


def _why_in_order(words: Sequence[str]) -> str:
    """`why ai-privacy 3` with the number or the address first; "" when there is neither."""
    if address := next((word for word in words if link(word)), ""):
        others = [word for word in words if word != address]
        return " ".join(["why", address, *others]) if len(others) == 1 else f"why {address}"
    numbers = [word for word in words if number(word)]
    others = [word for word in words if word not in numbers]
    return " ".join(["why", numbers[0], *others]) if numbers else ""


def _covered(rest: Sequence[str]) -> Command:
    address = link(rest[0]) if len(rest) == 1 else None
    if address is None:
        found = next((word for word in rest if link(word)), "")
        question = "Is what covered? Give an article's address."
        raise CommandError(question, "", meant=f"covered {found}" if found else "")
    return Covered(address)


def _since(rest: Sequence[str]) -> Command:
    when = plain_name(rest)
    if not when:
        raise CommandError("Since when?", "", meant="since yesterday")
    return Since(when)


READERS: dict[str, Reader] = {
    "home": alone("home", Home()),
    "search": _search,
    "digest": lambda rest: ShowDigest(topic(rest, "digest")),
    "why": _why,
    "covered": _covered,
    "since": _since,
}

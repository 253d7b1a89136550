"""Commands about feeds."""

from collections.abc import Sequence

from bot.chat.grammar.alone import Reader, alone
from bot.chat.grammar.echo import echo
from bot.chat.grammar.links import link
from bot.chat.grammar.typed import plain_name
from bot.errors import CommandError
from bot.feeds.addresses import web_address
from bot.model.command import AddFeed, Command, Examine, ExportFeeds, FeedsHealth, ImportFeeds, RemoveFeed

_DRY = ("dry run", "dryrun", "dry")


def _add(rest: Sequence[str]) -> Command:
    """Nothing, or an address, or an address `as` a name."""
    if not rest:
        return AddFeed()
    url = _address(rest, "feeds add")
    words = rest[1:]
    if words and words[0].casefold() != "as":
        guess = f"feeds add {rest[0]} as {' '.join(words)}"
        raise CommandError("A feed's name stands behind “as”.", "", meant=guess)
    name = plain_name(words[1:])
    if words and not name:
        raise CommandError("As what? A name is missing behind “as”.", "", meant=f"feeds add {rest[0]}")
    return AddFeed(url=url, name=name)


def _address(rest: Sequence[str], verb: str) -> str:
    """The address these words begin with; where it stands elsewhere, that is what was meant."""
    if not rest:
        raise CommandError(f"`{verb}` which address?", "")
    try:
        return web_address(rest[0])
    except CommandError as fault:
        address = next((word for word in rest if link(word)), "")
        raise CommandError(fault.message, "", meant=f"{verb} {address}" if address else "") from fault


def _only_address(words: Sequence[str], verb: str) -> str:
    """The one address these words are."""
    url = _address(words, verb)
    if len(words) > 1:
        message = f"`{verb}` takes one address; “{echo(' '.join(words[1:]))}” is too much."
        raise CommandError(message, "", meant=f"{verb} {words[0]}")
    return url


def _remove(rest: Sequence[str]) -> Command:
    """A name stays as typed, also one like `Bild.de`; what has a path is an address."""
    name = plain_name(rest)
    if not name:
        raise CommandError("Remove which feed? `feeds health` names them.", "")
    url = link(rest[0]) if len(rest) == 1 and "/" in name else None
    return RemoveFeed(url or name)


def _import(rest: Sequence[str]) -> Command:
    words, dry = _split_dry(rest)
    return ImportFeeds(url=_only_address(words, "feeds import"), dry=dry)


def _split_dry(rest: Sequence[str]) -> tuple[Sequence[str], bool]:
    """The words before a last `dry run` or `--dry-run`, and whether there is one."""
    for length in (2, 1):
        tail = " ".join(rest[-length:]).casefold().lstrip("-").replace("-", " ")
        if len(rest) >= length and tail in _DRY:
            return rest[:-length], True
    return rest, False


READERS: dict[str, Reader] = {
    "feeds health": alone("feeds health", FeedsHealth()),
    "feeds add": _add,
    "feeds remove": _remove,
    "feeds import": _import,
    "feeds export": alone("feeds export", ExportFeeds()),
    "doctor": lambda rest: Examine(_only_address(rest, "doctor")),
}

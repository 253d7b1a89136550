"""Mute names: what a person means by the story, the source or the words that they mute or unmute."""

import difflib
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from bot.errors import NotFound, QueryError
from bot.flow.answer.asking import Asking
from bot.flow.answer.hidden import recent
from bot.flow.mutes import named
from bot.model.command import Unmute
from bot.model.mute import Mute, MuteKind
from bot.ports.store import Session
from bot.stories.query import parse
from bot.stories.words import folded


def value_of(session: Session, kind: MuteKind, words: str, asking: Asking) -> str:
    """What is kept for these words: a story's id, a source's own name, a query as typed.

    Raises NotFound with the nearest name, or QueryError with the place.
    """
    if kind is MuteKind.STORY:
        return str(_story(session, words))
    if kind is MuteKind.SOURCE:
        return _source(session, words, asking)
    typed = " ".join(words.split())
    parse(typed)
    return typed


def in_force(session: Session, kind: MuteKind, words: str, asking: Asking) -> Mute | None:
    """The mute of this channel that these words name: of the same story family, source or query."""
    known = session.mutes.of_channel(asking.channel.id, now=asking.now)
    wanted = _sameness(session, kind, words)
    same = (one for one in known if one.kind is kind and _sameness(session, kind, one.value) == wanted)
    return next(same, None)


def not_muted(session: Session, command: Unmute, asking: Asking) -> NotFound:
    """What was to be let in is not kept out; the cure names what is."""
    known = session.mutes.of_channel(asking.channel.id, now=asking.now)
    said = f"{command.kind} {' '.join(command.value.split())}"
    names = {named(one).casefold(): named(one) for one in known}
    near = difflib.get_close_matches(said.casefold(), names, n=1, cutoff=0.6)
    if near:
        cure = f"Did you mean `unmute {names[near[0]]}`?"
    else:
        cure = "`mute` lists what is." if names else "Nothing is muted here."
    return NotFound(f"{said[:1].upper()}{said[1:]} is not muted here.", cure)


def titled(one: Mute) -> str:
    """What is muted, at the head of a sentence: "Source Lantern Post"."""
    name = named(one)
    return f"{name[:1].upper()}{name[1:]}"


def said_again(one: Mute, asking: Asking) -> str:
    """The command that mutes the same again, to the same end on the asker's wall."""
    if one.until is None:
        return f"mute {named(one)}"
    wall = one.until.astimezone(ZoneInfo(asking.zone)).replace(tzinfo=None)
    midnight = wall.time() == wall.time().min
    return f"mute {named(one)} until {wall.date() if midnight else wall.isoformat(' ', 'minutes')}"


def _number(words: str) -> int:
    """The number that words are, 0 where they are none."""
    digits = words.strip().removeprefix("#")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0


def _story(session: Session, words: str) -> int:
    story_id = session.stories.root(_number(words))
    if not session.stories.get([story_id]):
        raise NotFound(f"There is no story {words.strip()}.", "`search` shows each story’s id.")
    return story_id


def _source(session: Session, words: str, asking: Asking) -> str:
    """A source by its own name, whatever the case; NotFound with the nearest."""
    names, wanted = _names(session), folded(words)
    if wanted not in names:
        names |= _names_told(session, asking)
    if wanted in names:
        return names[wanted]
    near = _near(wanted, names)
    if near:
        raise NotFound(
            f"There is no source “{words.strip()}”.",
            f"Did you mean {' or '.join(f'`mute source {names[name]}`' for name in near)}?",
        )
    raise NotFound(f"There is no source “{words.strip()}”.", "`feeds health` lists the sources by their names.")


def _names(session: Session) -> dict[str, str]:
    """What feeds call their sources, those too that are polled no more: their articles are still told. A name as it is
    spelled now comes before one that was."""
    feeds = [*session.feeds.dropped(), *session.feeds.all()]
    return {folded(feed.source): feed.source for feed in feeds}


def _names_told(session: Session, asking: Asking) -> dict[str, str]:
    """What the articles that came here lately call theirs: a source may have had another name when they came."""
    told = recent(session, asking.channel.id, now=asking.now)
    return {folded(entry.source): entry.source for one in told for entry in one.entries}


def _near(wanted: str, names: Iterable[str]) -> list[str]:
    """Names spelled nearly so; else those that hold the words."""
    known = list(names)
    spelled = difflib.get_close_matches(wanted, known, n=2, cutoff=0.6)
    return spelled or [name for name in known if wanted and wanted in name][:2]


def _sameness(session: Session, kind: MuteKind, words: str) -> str:
    """What two namings of one thing have in common."""
    plain = words.strip()
    if kind is MuteKind.SOURCE:
        return folded(plain)
    if kind is MuteKind.STORY:
        return str(session.stories.root(number)) if (number := _number(plain)) else plain
    try:
        query = str(parse(plain))
        return query if "=" in query else query.casefold()  # only an exact word has a case
    except QueryError:  # what cannot be read is the same as nothing that is muted
        return plain

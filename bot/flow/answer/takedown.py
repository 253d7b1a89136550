"""Takedown: an article's extracts are removed everywhere, once somebody has seen where they stand and said yes."""

from collections import Counter
from collections.abc import Sequence

from bot.errors import NotFound
from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import count, day, joined, linked, rest_of, says, text
from bot.flow.takedown import Shown, shown, take_down
from bot.model.command import Takedown
from bot.model.delivery import Delivery
from bot.model.entry import Entry
from bot.model.message import Block, Bullets, Buttons, Header, Message, Notice, Paragraph, Small, Span, Tone
from bot.ports.store import Session, Store
from bot.stories.query import body_text

_LISTED = 5  # articles, issues
_FOR_GOOD = "It cannot be undone, and no later poll brings the text back. Titles and links stay."
_BACKUPS = "Backups made before still hold the text: after a restore of one, say it again."


def takedown(store: Store, command: Takedown, asking: Asking) -> Message:
    """What would be removed and where it stands; with `yes`, it is removed."""
    if not command.sure:
        with store.reading() as session:
            found = _found(session, command)
            return _preview(session, command, found, asking) if found.open else _done_before(session, found, asking)
    with store.writing(durable=True) as session:
        found = _found(session, command)
        answer = _removed(session, found, asking) if found.open else _done_before(session, found, asking)
        take_down(session, found, channel_id=asking.channel.id, now=asking.now)
    store.scrub()
    return answer


def _found(session: Session, command: Takedown) -> Shown:
    found = shown(session, command.link)
    if not found.entries:
        raise NotFound(
            f"No article is known under {command.link}.",
            "Copy the address from its title in a digest or in `search`; `why LINK` tells what became of an address.",
        )
    return found


def _preview(session: Session, command: Takedown, found: Shown, asking: Asking) -> Message:
    sentence = f"This would remove the text of {count(len(found.open), 'article')} for good."
    return Message(
        fallback=sentence,
        blocks=(
            Header("Takedown"),
            Paragraph((text(sentence),)),
            Bullets(_articles(found.entries, asking)),
            *_standing(session, found, asking, "It stands"),
            Notice(Tone.WARNING, (text(_FOR_GOOD),)),
            *_by_hand(session, found, asking),
            Small((text(_BACKUPS),)),
            Buttons((says(f"takedown {command.link} yes", "Remove it", primary=True),)),
        ),
    )


def _removed(session: Session, found: Shown, asking: Asking) -> Message:
    sentence = f"The text of {count(len(found.open), 'article')} is removed."
    edited = f"{count(len(found.edited), 'posted message')} will be edited within moments. " if found.edited else ""
    return Message(
        fallback=sentence,
        blocks=(
            Paragraph((text(sentence),)),
            Bullets(_articles(found.open, asking)),
            *_standing(session, found, asking, "It stood"),
            *_by_hand(session, found, asking),
            Small((text(f"{edited}{_BACKUPS}"),)),
        ),
    )


def _done_before(session: Session, found: Shown, asking: Asking) -> Message:
    """What there is to say where nothing is left to remove."""
    when = session.takedowns.when(entry.id for entry in found.entries)
    on = f" on {day(when, asking.zone, asking.now)}" if when else ""
    sentence = f"The text of {count(len(found.entries), 'article')} was removed{on}; nothing of it is left here."
    return Message(fallback=sentence, blocks=(Paragraph((text(sentence),)), Bullets(_articles(found.entries, asking))))


def _articles(entries: Sequence[Entry], asking: Asking) -> tuple[tuple[Span, ...], ...]:
    """One line an article; how much there is of it."""
    lines = [_article(entry, asking) for entry in entries[:_LISTED]]
    return (*lines, *rest_of(len(entries) - len(lines)))


def _article(entry: Entry, asking: Asking) -> tuple[Span, ...]:
    length = len(body_text(entry.summary, entry.body))
    kept = count(length, "character") if length else "nothing but its title"
    facts = (
        (linked(entry.title or "untitled", entry.link),),
        (text(entry.source),),
        (text(day(entry.when, asking.zone, asking.now)),),
        (text("removed before" if entry.taken_down else kept),),
    )
    return joined(facts)


def _standing(session: Session, found: Shown, asking: Asking, begin: str) -> list[Block]:
    """Where the words stand beside the archive."""
    lines = [line for line in (_issues(found), _messages(session, found, asking), _matches(found)) if line]
    if not lines:
        return [Paragraph((text(f"{begin} nowhere but in the archive."),))]
    return [
        Paragraph((text(f"{begin} in the archive, and"),)),
        Bullets(tuple((text(line),) for line in lines)),
    ]


def _issues(found: Shown) -> str:
    if not found.issues:
        return ""
    names = [f"{issue.topic_title} No. {issue.number}" for issue in found.issues[-_LISTED:]]
    more = len(found.issues) - len(names)
    listed = ", ".join(names) + (f" and {more:,} before" if more else "")
    pages = "its page" if len(found.issues) == 1 else "their pages"
    return f"in {count(len(found.issues), 'issue')} and on {pages}: {listed}"


def _messages(session: Session, found: Shown, asking: Asking) -> str:
    if not found.posted:
        return ""
    return f"in {count(len(found.posted), 'posted message')}, {_places(session, found.posted, asking)}"


def _by_hand(session: Session, found: Shown, asking: Asking) -> list[Block]:
    """What nobody but a person can remove."""
    if not found.by_hand:
        return []
    messages, where = count(len(found.by_hand), "posted message"), _places(session, found.by_hand, asking)
    words = f"{messages} ({where}) cannot be edited from here, or may have a copy that cannot: delete it there by hand."
    return [Notice(Tone.WARNING, (text(words),))]


def _places(session: Session, posted: Sequence[Delivery], asking: Asking) -> str:
    """Such as "here, in newsroom"."""
    places = Counter(delivery.channel_id for delivery in posted)
    names = [
        "here" if channel_id == asking.channel.id else f"in {session.channels.get(channel_id).name}"
        for channel_id in sorted(places, key=lambda one: (one != asking.channel.id, one))
    ]
    return ", ".join(names)


def _matches(found: Shown) -> str:
    return f"as evidence of {count(len(found.matches), 'match', 'matches')}" if found.matches else ""

"""Mutes: what a channel does not want to hear of, for a while or until somebody lets it in again."""

from dataclasses import replace

from bot.flow.answer.asking import Asking
from bot.flow.answer.dates import future
from bot.flow.answer.hidden import Toll, in_short, in_words, recent, tolls
from bot.flow.answer.mute_names import in_force, not_muted, said_again, titled, value_of
from bot.flow.answer.phrases import clipped, code, count, linked, plain_answer, rest_of, says, strong, text
from bot.flow.mutes import Muted, named, until
from bot.model import command as commands
from bot.model.message import Block, Bullets, Button, Buttons, Header, Message, Notice, Paragraph, Small, Span, Tone
from bot.model.mute import Mute, MuteKind
from bot.ports.store import Session
from bot.stories.query import lint, parse

_SHOWN = 3  # stories, and buttons
_TERM = 500  # characters of a term that are told back: it is a query, and may be as long as one
_LABEL = 32  # characters of a button


def mute(session: Session, command: commands.Mute, asking: Asking) -> Message:
    """Keep a story, a source or a term out of this channel; what is muted already gets the new end."""
    value = value_of(session, command.kind, command.value, asking)
    end = future(command.until, now=asking.now, zone=asking.zone) if command.until else None
    before = in_force(session, command.kind, value, asking)
    kept = session.mutes.put(
        channel_id=asking.channel.id,
        kind=command.kind,
        value=before.value if before else value,
        until=end,
        now=asking.now,
    )
    return _muted(session, kept, before, asking)


def _muted(session: Session, kept: Mute, before: Mute | None, asking: Asking) -> Message:
    """What is muted now, what that hides, and the way back to what was before."""
    heading = f"{'was muted here already; now it is muted' if before else 'is muted here'}{_ends(kept, asking)}."
    (found,) = tolls([_alone(session, kept, asking)], recent(session, asking.channel.id, now=asking.now))
    undo = said_again(before, asking) if before else f"unmute {named(kept)}"
    return Message(
        fallback=f"{titled(kept)} {heading}",
        blocks=(
            Paragraph((*_what(session, kept), text(f" {heading}"))),
            *_toll(kept, found),
            Small((text("Searches find everything all the same."),)),
            *([] if kept.kind is MuteKind.STORY else _examples(found)),
            Buttons((says(undo, "Undo"), says("mute", "All that is muted"))),
        ),
    )


def unmute(session: Session, command: commands.Unmute, asking: Asking) -> Message:
    """Let something in again; what it kept out is not told late."""
    known = in_force(session, command.kind, command.value, asking)
    if known is None:
        raise not_muted(session, command, asking)
    session.mutes.end(known.id, now=asking.now)
    return plain_answer(
        f"{titled(known)} is muted here no more.",
        small="What it kept out meanwhile is not told late; a story that gains an article now comes.",
        buttons=[says(said_again(known, asking), "Undo")],
    )


def list_mutes(session: Session, _command: commands.ListMutes, asking: Asking) -> Message:
    """What is muted here, until when, and what each hides now."""
    known = session.mutes.of_channel(asking.channel.id, now=asking.now)
    if not known:
        return plain_answer(
            "Nothing is muted here.",
            small="`mute story 12`, `mute source NAME` and `mute term WORDS` keep things out of this channel;"
            " `until friday` behind them, for a while.",
        )
    stories = recent(session, asking.channel.id, now=asking.now)
    every = Muted.by(session, known, now=asking.now)
    *each, together = tolls([*(_alone(session, one, asking) for one in known), every], stories)
    rows = tuple(_row(session, one, found, asking) for one, found in zip(known, each, strict=True))
    return Message(
        fallback=f"{count(len(known), 'mute')} in {asking.channel.name}",
        blocks=(
            Header(f"Muted in {asking.channel.name}"),
            Bullets(rows),
            _together(together),
            Buttons(tuple(_unmute_button(one) for one in known[:_SHOWN])),
        ),
    )


def _alone(session: Session, one: Mute, asking: Asking) -> Muted:
    return Muted.by(session, [one], now=asking.now, zone=asking.zone)


def _row(session: Session, one: Mute, found: Toll, asking: Asking) -> tuple[Span, ...]:
    *what, last = _what(session, one)
    return (*what, replace(last, text=last.text.rstrip(",")), text(f" ·{_ends(one, asking)} · {in_short(found)}"))


def _what(session: Session, one: Mute) -> tuple[Span, ...]:
    """What is muted, so that a reader knows it: a story by its title, a term as it was typed."""
    if one.kind is MuteKind.SOURCE:
        return text("Source "), strong(one.value)
    if one.kind is MuteKind.TERM:
        return text("Term "), code(clipped(one.value, _TERM))
    story_id = session.stories.root(int(one.value))
    story = session.stories.get([story_id]).get(story_id)
    if story is None:  # forgotten: it was old and never told
        return (text(f"Story {one.value}"),)
    return text(f"Story {one.value}, "), linked(story.title or "untitled", story.link), text(",")


def _ends(one: Mute, asking: Asking) -> str:
    return until(one.until, zone=asking.zone, now=asking.now) or " until you unmute it"


def toll_blocks(kept: Mute, found: Toll) -> list[Block]:
    """What a term hides, or would hide, and the newest of it."""
    return [*_toll(kept, found), *_examples(found)]


def _toll(kept: Mute, found: Toll) -> list[Block]:
    """What it hides; with a warning where it leaves nothing, or where words may be met by chance."""
    advice = [piece.message for piece in lint(parse(kept.value))] if kept.kind is MuteKind.TERM else []
    left = ["Nothing would be left here."] if found.everything else []
    words = (text(" ".join([f"It {in_words(found)}.", *left, *advice])),)
    return [Notice(Tone.WARNING, words) if left or advice else Paragraph(words)]


def _examples(found: Toll) -> list[Block]:
    """The newest of what is hidden, so that a slip is seen at once."""
    items = [(linked(story.title or "untitled", story.link),) for story in found.hidden[:_SHOWN]]
    return [Bullets((*items, *rest_of(len(found.hidden) - len(items))))] if items else []


def _together(found: Toll) -> Block:
    words = (text(f"In all, this {in_words(found)}."),)
    return Notice(Tone.WARNING, words) if found.everything else Small(words)


def _unmute_button(one: Mute) -> Button:
    label = f"Unmute {named(one)}"
    return says(f"unmute {named(one)}", clipped(label, _LABEL))

"""The form for muting words: which, until when, what that would have kept out, and words of a story to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.digests.prose import content_words
from bot.errors import CommandError, QueryError
from bot.flow.answer.asking import Asking
from bot.flow.answer.dates import future
from bot.flow.answer.hidden import Told, Toll, in_short, recent, tolls
from bot.flow.answer.mutes import toll_blocks
from bot.flow.answer.phrases import fault_words, text
from bot.flow.mutes import Muted
from bot.model.command import Mute, MuteTerm
from bot.model.form import Field, Form, Suggestion
from bot.model.message import Block, Paragraph
from bot.model.mute import Mute as Kept
from bot.model.mute import MuteKind
from bot.ports.store import Session
from bot.stories.query import parse

NAME = "mute"
_INTRO = (
    "Stories whose lead has these words are kept out of this channel’s digests and alerts. Searches still find them."
)
_HINT = 'A word, or a "phrase in quotes"; the query language of topics.'
_ENDS = "Such as Friday, or 3 weeks. Empty: until somebody unmutes them."
_SUGGESTED = 3
_SHARE = 3  # words that hide more than a third of all stories are no suggestion


def mute_form(session: Session, command: MuteTerm, asking: Asking) -> Form:
    """The form with nothing in it yet; with words of a story to choose from where one is named."""
    return checked_mute(session, str(command.story or ""), {}, asking)


def checked_mute(session: Session, subject: str, values: Mapping[str, str], asking: Asking) -> Form:
    """The form as these values have it, with what they would have hidden. `subject` is a story's id or ""."""
    words, end = " ".join(values.get("words", "").split()), values.get("until", "").strip()
    form = Form(
        name=NAME,
        subject=subject,
        title="Mute some words",
        intro=(Paragraph((text(_INTRO),)),),
        fields=(
            Field(name="words", label="Words", value=words, hint=_HINT, error=_fault_of_words(words)),
            Field(name="until", label="Until", value=end, hint=_ENDS, optional=True, error=_fault_of_end(end, asking)),
        ),
        submit="Mute",
        spoken='mute term "sponsored post" until Friday',
    )
    told = recent(session, asking.channel.id, now=asking.now)
    form = replace(form, suggestions=_suggestions(session, subject, told, asking))
    if form.faulty or not words:
        return form
    spoken = f"mute term {words} until {end}" if end else f"mute term {words}"
    return replace(form, preview=_preview(session, words, told, asking), spoken=spoken)


def mute_of(form: Form) -> Mute:
    """What a form without faults asks for."""
    return Mute(kind=MuteKind.TERM, value=form.values["words"], until=form.values["until"])


def _fault_of_words(words: str) -> str:
    try:
        if words:
            parse(words)
    except QueryError as fault:
        return fault_words(fault)
    return ""


def _fault_of_end(end: str, asking: Asking) -> str:
    try:
        if end:
            future(end, now=asking.now, zone=asking.zone)
    except CommandError as fault:
        return fault_words(fault)
    return ""


def _preview(session: Session, words: str, told: Sequence[Told], asking: Asking) -> tuple[Block, ...]:
    kept = _mute_of(words, asking)
    (found,) = tolls([Muted.by(session, [kept], now=asking.now)], told)
    return tuple(toll_blocks(kept, found))


def _suggestions(session: Session, subject: str, told: Sequence[Told], asking: Asking) -> tuple[Suggestion, ...]:
    """The words of a story's title that reach farthest without hiding a good part of everything."""
    story_id = (
        session.stories.root(int(subject)) if subject.isascii() and subject.isdecimal() and len(subject) < 10 else 0
    )
    story = session.stories.get([story_id]).get(story_id)
    if story is None:
        return ()
    words = _words_of(story.title)
    found = tolls([Muted.by(session, [_mute_of(one, asking)], now=asking.now) for one in words], told)
    fit = [(one, toll) for one, toll in zip(words, found, strict=True) if len(toll.hidden) * _SHARE <= toll.total]
    fit.sort(key=lambda pair: -len(pair[1].hidden))
    return tuple(_suggestion(one, toll) for one, toll in fit[:_SUGGESTED])


def _words_of(title: str) -> list[str]:
    """Pairs of neighbouring words that tell something, as phrases; then each such word."""
    telling = content_words(title)
    plain = ["".join(letter for letter in word if letter.isalnum() or letter in "-'’") for word in title.split()]
    pairs = [f'"{one} {other}"' for one, other in pairwise(plain) if content_words(one) and content_words(other)]
    return list(dict.fromkeys([*pairs, *(f'"{word}"' for word in plain if content_words(word) & telling)]))


def _suggestion(words: str, toll: Toll) -> Suggestion:
    of = f" of {toll.total:,}" if toll.total else ""
    return Suggestion(label=words, values={"words": words}, gist=f"{in_short(toll)}{of}, in four weeks")


def _mute_of(words: str, asking: Asking) -> Kept:
    return Kept(
        id=0,
        channel_id=asking.channel.id,
        kind=MuteKind.TERM,
        value=words,
        until=None,
        created_at=asking.now,
    )

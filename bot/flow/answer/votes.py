"""Votes: a person says of a story whether it is of use to this channel, and sees what that teaches."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.flow.answer.asking import Asking
from bot.flow.answer.numbered import last_digest, story_at, story_named
from bot.flow.answer.phrases import clipped, linked, says, text
from bot.flow.mutes import Muted
from bot.flow.votes import lessons_of, shown_of
from bot.model import command as commands
from bot.model.learned import Vote
from bot.model.message import Button, Buttons, Message, Paragraph, Small
from bot.model.story import Story
from bot.ports.store import Session

_VERBS = {True: "useful", False: "useless", None: "unvote"}
_SAID = {True: "useful", False: "not for this channel"}
_LABEL = 32  # characters of a button


@dataclass(frozen=True, slots=True)
class _Meant:
    """The story that was named, and where it was found: "" by its own id, else "1 of Faces No. 3"."""

    story: Story
    place: str = ""


def vote(session: Session, command: commands.Vote, asking: Asking) -> Message:
    """Keep a person's word on a story, or take it back: the last one counts."""
    meant = _meant(session, command, asking)
    story, before = meant.story, _word(session, meant.story, asking)
    if before == command.useful:
        if before is None:
            return _answer(session, meant, "You have said nothing of ", ".", asking)
        return _answer(session, meant, "You have said so already: ", f" is {_SAID[before]}.", asking)
    session.votes.cast(
        channel_id=asking.channel.id,
        story_id=story.id,
        person=asking.person.key,
        useful=command.useful,
        now=asking.now,
    )
    if command.useful is None:
        return _answer(session, meant, "Your word on ", " is taken back.", asking)
    now = " after all" if before is not None else ""
    return _answer(session, meant, "Noted: ", f" is {_SAID[command.useful]}{now}.", asking)


def _meant(session: Session, command: commands.Vote, asking: Asking) -> _Meant:
    """The story of an id; or of a place in the last digest, which is the number that a reader sees."""
    if command.by_id:
        return _Meant(story_named(session, command.story))
    verb = _VERBS[command.useful]
    digest = last_digest(session, verb, command.topic, asking)
    told = story_at(session, verb, digest, command.story)
    place = f"{told.position} of {digest.topic_title} No. {digest.number}"
    return _Meant(story_named(session, told.story_id), place)


def _word(session: Session, story: Story, asking: Asking) -> bool | None:
    """What the person said of it last."""
    said = (one.useful for one in _votes_on(session, story, asking) if one.person == asking.person.key)
    return next(said, None)


def _votes_on(session: Session, story: Story, asking: Asking) -> list[Vote]:
    return [one for one in session.votes.of_channel(asking.channel.id) if one.story_id == story.id]


def _answer(session: Session, meant: _Meant, before: str, behind: str, asking: Asking) -> Message:
    story = meant.story
    votes = _votes_on(session, story, asking)
    place = f"It is {meant.place}." if meant.place else ""
    title = story.title or "untitled"
    words = text(before), linked(title, story.link), text(behind)
    return Message(
        fallback="".join(span.text for span in words),
        blocks=(
            Paragraph(words),
            Small((text(" ".join(filter(None, (place, _tally(votes), _taught(session, story, asking))))),)),
            Buttons(tuple(_steps(story, _word(session, story, asking)))),
        ),
    )


def _tally(votes: Sequence[Vote]) -> str:
    """What the channel says of the story, such as "Here: 2 useful, 1 not."."""
    useful = sum(one.useful for one in votes)
    return f"Votes here: {useful:,} useful, {len(votes) - useful:,} not." if len(votes) > 1 else ""


def _taught(session: Session, story: Story, asking: Asking) -> str:
    """How far the votes, all in all, move a story like this one."""
    muted = Muted.of(session, asking.channel.id, now=asking.now)
    moved = lessons_of(session, asking.channel.id, muted).moved(shown_of(session, [story.id], muted)[story.id])
    if not moved.reason:
        return "The votes leave the order of stories like it as it is."
    return f"Stories like it now stand {'higher' if moved.factor > 1 else 'lower'}: {moved.reason}. Nothing is hidden."


def _steps(story: Story, word: bool | None) -> list[Button]:
    steps = [says("learned", "What was learned")]
    if word is False:
        short = clipped(f"Mute {story.source}", _LABEL)
        steps.append(says(f'mute source "{story.source}"', short))
    if word is None:
        return [says(f"useful story {story.id}", "Useful"), says(f"useless story {story.id}", "Not for us"), *steps]
    return [says(f"unvote story {story.id}", "Take it back"), *steps]

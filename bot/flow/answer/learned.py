"""Learned: what the votes taught a channel's order, as rules that can be put out of force and into force again."""

import difflib
from collections.abc import Iterator, Sequence

from bot.errors import NotFound
from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import clipped, count, joined, plain_answer, says, strong, text
from bot.flow.mutes import Muted
from bot.flow.votes import lessons_of
from bot.model.command import Learned, Unlearn
from bot.model.learned import LearnedKind, Lesson, Vote
from bot.model.message import Block, Bullets, Button, Buttons, Header, Message, Paragraph, Small, Span
from bot.ports.store import Session
from bot.stories.learn import REACH, TERMS, Lessons, sameness

_SHOWN = 8  # rules of a kind
_OFFERED = 2  # of each kind, with a button
_LABEL = 32  # characters of a button
_TITLES = {LearnedKind.SOURCE: "Sources", LearnedKind.TERM: "Terms in titles"}
_BOUNDS = (
    f"A story's place in a digest is weighed by its source and by the {TERMS} terms of its title that weigh most:"
    f" all together by less than ×{REACH:g}, and by more than ×{1 / REACH:g}. Nothing is hidden."
)


def learned(session: Session, _command: Learned, asking: Asking) -> Message:
    """The rules that are in force here, those that weigh most first, and those that are not."""
    votes, lessons = session.votes.of_channel(asking.channel.id), _lessons(session, asking)
    if not lessons.rules:
        return plain_answer(
            "Nothing was learned here yet.",
            small="`useful 12` and `useless 12` say what a story is to this channel; digests put others like it higher"
            " or lower, and hide none.",
        )
    rules = list(lessons)
    return Message(
        fallback=f"What {count(len(votes), 'vote')} taught {asking.channel.name}",
        blocks=(
            Header(f"Learned in {asking.channel.name}"),
            Small((text(_from(votes)),)),
            *(block for kind in LearnedKind for block in _listed(kind, _of(kind, rules))),
            Small((text(_BOUNDS),)),
            *_offers(rules),
        ),
    )


def unlearn(session: Session, command: Unlearn, asking: Asking) -> Message:
    """Let the votes not count for a source or a term, or count again."""
    lessons = _lessons(session, asking)
    lesson = lessons.find(command.kind, command.value)
    if lesson is None:
        raise _no_lesson(lessons, command)
    if lesson.unlearned is not command.again:
        return plain_answer(f"{_titled(lesson)} {'counts' if command.again else 'does not count'} here already.")
    change = session.votes.relearn if command.again else session.votes.unlearn
    for value in _kept(session, lesson, asking) if command.again else [lesson.value]:
        change(channel_id=asking.channel.id, kind=lesson.kind, value=value, now=asking.now)
    counts = "counts again" if command.again else "does not count any more"
    undo = "unlearn" if command.again else "relearn"
    return plain_answer(
        f"{_titled(lesson)} {counts} here ({_votes(lesson)}).",
        small="What is posted stays as it is; the next digest is ordered so.",
        buttons=[says(f"{undo} {lesson.kind} {lesson.value}", "Undo"), says("learned", "What was learned")],
    )


def _lessons(session: Session, asking: Asking) -> Lessons:
    return lessons_of(session, asking.channel.id, Muted.of(session, asking.channel.id, now=asking.now))


def _kept(session: Session, lesson: Lesson, asking: Asking) -> list[str]:
    """What is kept as unlearned and means this lesson: another form of its word, perhaps."""
    known = session.votes.unlearned(asking.channel.id).get(lesson.kind, frozenset())
    wanted = sameness(lesson.kind, lesson.value)
    return [value for value in known if sameness(lesson.kind, value) == wanted]


def _from(votes: Sequence[Vote]) -> str:
    """What it was learned from: "12 votes by 3 people on 9 stories"."""
    people, stories = {one.person for one in votes}, {one.story_id for one in votes}
    by = count(len(people), "person", "people")
    return f"{count(len(votes), 'vote')} by {by} on {count(len(stories), 'story', 'stories')}"


def _of(kind: LearnedKind, rules: Sequence[Lesson]) -> list[Lesson]:
    """Those of a kind that say anything: what leans to no side does not."""
    return [rule for rule in rules if rule.kind is kind and (rule.unlearned or rule.weight != 1)]


def _listed(kind: LearnedKind, rules: Sequence[Lesson]) -> Iterator[Block]:
    if rules:
        yield Paragraph((strong(_TITLES[kind]),))
        left = len(rules) - _SHOWN
        more = [(text(f"and {left:,} more"),)] if left > 0 else []
        yield Bullets((*map(_row, rules[:_SHOWN]), *more))


def _row(rule: Lesson) -> tuple[Span, ...]:
    weight = "does not count" if rule.unlearned else f"×{rule.weight:.2f}"
    return joined([(strong(rule.value),), (text(weight),), (text(_votes(rule)),)])


def _votes(rule: Lesson) -> str:
    return f"{rule.useful:,} useful, {rule.useless:,} not"


def _offers(rules: Sequence[Lesson]) -> list[Buttons]:
    """To put the first of each kind out of force, or into force again."""
    shown = [rule for kind in LearnedKind for rule in _of(kind, rules)[:_OFFERED]]
    return [Buttons(tuple(map(_offer, shown)))] if shown else []


def _offer(rule: Lesson) -> Button:
    verb = "relearn" if rule.unlearned else "unlearn"
    label = f"{verb.capitalize()} {rule.value}"
    return says(f"{verb} {rule.kind} {rule.value}", clipped(label, _LABEL))


def _titled(rule: Lesson) -> str:
    return f"{rule.kind.capitalize()} {rule.value}"


def _no_lesson(lessons: Lessons, command: Unlearn) -> NotFound:
    """Nothing was learned about it; the cure names what is near."""
    verb = "relearn" if command.again else "unlearn"
    names = {rule.value.casefold(): rule.value for rule in lessons if rule.kind is command.kind}
    near = difflib.get_close_matches(command.value.casefold(), names, n=1, cutoff=0.6)
    cure = f"Did you mean `{verb} {command.kind} {names[near[0]]}`?" if near else "`learned` lists what was."
    return NotFound(f"Nothing was learned here about the {command.kind} “{command.value}”.", cure)

"""Learned: what the votes taught a channel's order, as rules that can be put out of force and into force again."""

import difflib
from collections.abc import Iterable, Iterator, Sequence

from bot.errors import NotFound
from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import clipped, count, joined, no_page, plain_answer, says, strong, text, turning
from bot.flow.mutes import Muted
from bot.flow.votes import lessons_of
from bot.model.command import Learned, Unlearn
from bot.model.learned import LearnedKind, Lesson, Vote
from bot.model.message import Block, Bullets, Button, Buttons, Header, Message, Paragraph, Small, Span
from bot.ports.store import Session
from bot.stories.learn import REACH, TERMS, Lessons, sameness

PAGE = 6  # rules, each with its button
_LABEL = 32  # characters of a button
_TITLES = {LearnedKind.SOURCE: "Sources", LearnedKind.TERM: "Terms in titles"}
_BOUNDS = (
    f"A story's place in a digest is weighed by its source and by the {TERMS} terms of its title that weigh most:"
    f" all together by less than ×{REACH:g}, and by more than ×{1 / REACH:g}. Nothing is hidden."
)


def learned(session: Session, command: Learned, asking: Asking) -> Message:
    """A page of rules, those for sources first and of each kind those that weigh most; each with what changes it."""
    votes, lessons = session.votes.of_channel(asking.channel.id), _lessons(session, asking)
    if not lessons.rules:
        return _nothing()
    rules = [rule for kind in LearnedKind for rule in _of(kind, lessons)]
    pages = max(1, -(-len(rules) // PAGE))
    if command.page > pages:
        raise no_page("learned", command.page, pages)
    shown = rules[(command.page - 1) * PAGE : command.page * PAGE]
    return Message(
        fallback=f"What {count(len(votes), 'vote')} taught {asking.channel.name}",
        blocks=(
            Header(f"Learned in {asking.channel.name}"),
            Small(joined(_facts(votes, rules, command.page, pages))),
            *(block for kind in LearnedKind for block in _listed(kind, _of(kind, shown))),
            Small((text(_BOUNDS),)),
            *([Buttons(tuple(map(_offer, shown)))] if shown else []),
            *_turning(command.page, pages),
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


def _nothing() -> Message:
    return plain_answer(
        "Nothing was learned here yet.",
        small="`useful 1` and `useless 1` say what that story of the last digest is to this channel; digests put"
        " others like it higher or lower, and hide none.",
    )


def _facts(votes: Sequence[Vote], rules: Sequence[Lesson], page: int, pages: int) -> list[tuple[Span, ...]]:
    """What it was learned from, and how many rules came of it: "12 votes by 3 people on 9 stories · 8 rules"."""
    people, stories = {one.person for one in votes}, {one.story_id for one in votes}
    by = count(len(people), "person", "people")
    learnt = f"{count(len(votes), 'vote')} by {by} on {count(len(stories), 'story', 'stories')}"
    turned = [(text(f"page {page:,} of {pages:,}"),)] if pages > 1 else []
    return [(text(learnt),), (text(count(len(rules), "rule")),), *turned]


def _of(kind: LearnedKind, rules: Iterable[Lesson]) -> list[Lesson]:
    """Those of a kind that say anything: what leans to no side does not."""
    return [rule for rule in rules if rule.kind is kind and (rule.unlearned or rule.weight != 1)]


def _listed(kind: LearnedKind, rules: Sequence[Lesson]) -> Iterator[Block]:
    if rules:
        yield Paragraph((strong(_TITLES[kind]),))
        yield Bullets(tuple(map(_row, rules)))


def _row(rule: Lesson) -> tuple[Span, ...]:
    weight = "does not count" if rule.unlearned else f"×{rule.weight:.2f}"
    return joined([(strong(rule.value),), (text(weight),), (text(_votes(rule)),)])


def _votes(rule: Lesson) -> str:
    return f"{rule.useful:,} useful, {rule.useless:,} not"


def _turning(page: int, pages: int) -> list[Buttons]:
    turned = turning("learned", page, pages, onward="Next page", back="Previous page")
    return [Buttons(turned)] if turned else []


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

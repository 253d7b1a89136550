"""Forget: what is past keeping leaves the archive, little by little. What was matched, told or planned stays for ever,
with every article of its story; so do the undated, of which nobody knows how old they are."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.flow.arrival import document_of
from bot.model.entry import Entry
from bot.ports.store import Session, Store
from bot.ports.store.upkeep import Shelved

log = logging.getLogger(__name__)
KEPT_WORKSPACES = timedelta(days=30)  # after the app was removed from one: it may come back
KEPT_HEARD = timedelta(days=3)  # a platform tells a thing again within the hour, if at all
KEPT_POLLS = timedelta(days=90)  # each poll's own account; older ones are folded into one a feed
BATCH = 64  # stories in one transaction: some 10 ms of the write lock
A_ROUND = 5_000  # entries: two seconds of one core an hour, whatever has gathered
_WORTH_FOLDING = 50  # polls of a feed


@dataclass(slots=True, kw_only=True)
class Forgotten:
    """What one round of forgetting removed."""

    entries: int = 0
    stories: int = 0
    refusals: int = 0
    polls: int = 0  # folded: the books stay
    workspaces: int = 0


def forget(
    store: Store, *, keep: timedelta | None, clock: Callable[[], datetime], stop: Callable[[], bool]
) -> Forgotten:
    """One round: articles older than `keep` (None keeps them for ever), and polls that are old. Stops between two
    transactions."""
    done = Forgotten()
    if keep is not None:
        _forget_articles(store, done, clock() - keep, stop)
    _forget_workspaces(store, done, clock() - KEPT_WORKSPACES, stop)
    with store.writing() as session:
        session.heard.forget(before=clock() - KEPT_HEARD)
    _fold_polls(store, done, clock() - KEPT_POLLS, stop)
    return done


def _forget_articles(store: Store, done: Forgotten, before: datetime, stop: Callable[[], bool]) -> None:
    after = 0
    while not stop() and done.entries < A_ROUND:
        with store.reading() as session:
            stories = session.upkeep.forgettable(before=before, after=after, limit=BATCH)
            shelved = _shelved(session, stories)  # read into words before the lock is taken
        if not stories:
            break
        with store.writing() as session:
            _forget_stories(session, done, shelved)
        after = stories[-1]
    if not stop():
        with store.writing() as session:
            done.refusals += session.upkeep.forget_refusals(before=before)
    if done.entries or done.refusals:
        log.info(
            "forgot %d articles in %d stories and %d rejected items, all from before %s",
            done.entries,
            done.stories,
            done.refusals,
            f"{before:%Y-%m-%d}",
        )


def _shelved(session: Session, stories: Sequence[int]) -> dict[int, list[Shelved]]:
    """Each story's entries with the words under which the index has them."""
    entries = session.entries.of_stories(stories)
    return {story: [_worded(entry) for entry in told] for story, told in entries.items()}


def _worded(entry: Entry) -> Shelved:
    document = document_of(entry)
    return Shelved(entry=entry, title_words=" ".join(document.title.stems), body_words=" ".join(document.body.stems))


def _forget_stories(session: Session, done: Forgotten, shelved: dict[int, list[Shelved]]) -> None:
    """Forget those that are as they were read, and that nothing holds on to: another worker may have been faster."""
    present = session.entries.of_stories(shelved)
    loose = session.upkeep.still_loose(shelved)
    stories = [
        story for story, told in shelved.items() if story in loose and [one.entry for one in told] == present[story]
    ]
    gone = [one for story in stories for one in shelved[story]]
    done.stories += session.upkeep.forget(stories, gone)
    done.entries += len(gone)


def _forget_workspaces(store: Store, done: Forgotten, before: datetime, stop: Callable[[], bool]) -> None:
    """Each in one transaction: a workspace is there with all that is its own, or not at all."""
    with store.reading() as session:
        left = session.upkeep.workspaces_to_forget(before=before)
    for workspace_id in left:
        if stop():
            return
        with store.writing() as session:
            if workspace_id in session.upkeep.workspaces_to_forget(before=before):
                session.upkeep.forget_workspace(workspace_id)
                done.workspaces += 1
                log.info(
                    "forgot workspace %d, from which the app was removed before %s", workspace_id, f"{before:%Y-%m-%d}"
                )


def _fold_polls(store: Store, done: Forgotten, before: datetime, stop: Callable[[], bool]) -> None:
    with store.reading() as session:
        feeds = session.upkeep.feeds_to_fold(before=before, least=_WORTH_FOLDING)
    for feed_id in feeds:
        if stop():
            break
        with store.writing() as session:
            done.polls += session.upkeep.fold_polls(feed_id, before=before)
    if done.polls:
        log.info(
            "folded %d polls from before %s into the books of %d feeds", done.polls, f"{before:%Y-%m-%d}", len(feeds)
        )

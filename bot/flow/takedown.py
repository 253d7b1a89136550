"""Take down: an article's words are removed from the archive and its index, from matches and frozen issues, and
messages that were posted with them are written anew. Title, link and identity stay, so that it is never new again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest

from bot.digests.redact import redacted, without_words
from bot.digests.write import write_digest
from bot.feeds.canonical import canonical
from bot.flow.arrival import document_of, known_of
from bot.flow.edit import is_beyond_edits, plan_edit
from bot.flow.halves import whole_part
from bot.model.delivery import Delivery
from bot.model.digest import Digest
from bot.model.entry import Entry
from bot.model.topic import Match
from bot.ports.store import Session
from bot.ports.store.entries import Filed
from bot.stories.identity import keys_of
from bot.stories.query import body_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Where words of some entries stand."""

    entries: tuple[Entry, ...]  # all that are known under the address, those taken down before included
    links: tuple[str, ...]  # canonical: the addresses they are known under
    issues: tuple[Digest, ...]  # as they would be without those words
    matches: tuple[Match, ...]  # whose evidence they are, as they would be without them
    posted: tuple[Delivery, ...]  # messages that show them, or may

    @property
    def open(self) -> tuple[Entry, ...]:
        """Those whose words are still there."""
        return tuple(entry for entry in self.entries if not entry.taken_down)

    @property
    def edited(self) -> tuple[Delivery, ...]:
        """The messages that an edit can reach: at once, or when it is known where they stand."""
        return tuple(one for one in self.posted if not is_beyond_edits(one))

    @property
    def by_hand(self) -> tuple[Delivery, ...]:
        """The messages that no edit can reach, or of which a copy may stand that none can."""
        return tuple(one for one in self.posted if one.again or is_beyond_edits(one))


def shown(session: Session, link: str) -> Shown:
    """Everything that shows words of the article with this address; no entries where none is known."""
    entries = known_under(session, [canonical(link)])
    own = {canonical(entry.link) for entry in entries if entry.link}
    entries = known_under(session, sorted({canonical(link), *own}))
    ids = [entry.id for entry in entries]
    links = {canonical(link), *own, *session.takedowns.aliases(ids)} if entries else set()
    revised = dict(_revised(session, ids))
    return Shown(
        entries=tuple(entries),
        links=tuple(sorted(links)),
        issues=tuple(revised.values()),
        matches=tuple(_reworded(session, ids)),
        posted=(*_parts(session, revised), *_alerts(session, entries)),
    )


def known_under(session: Session, links: Sequence[str]) -> list[Entry]:
    """The entries that are known under these canonical addresses: by their own link, or by one their article came
    under elsewhere; oldest first."""
    own = [entry.id for _, _, entry in session.entries.known([("link", link) for link in links])]
    others = [alias.entry_id for link in links for alias in session.traces.aliases_of(link)]
    return sorted(session.entries.get({*own, *others}).values(), key=lambda entry: entry.id)


def take_down(session: Session, found: Shown, *, channel_id: int, now: datetime) -> None:
    """Remove the words, for good, and plan an edit of every message that shows them. Twice is once."""
    for entry in found.open:
        _blank(session, entry)
    ids = [entry.id for entry in found.entries]
    session.takedowns.record(ids, links=found.links, channel_id=channel_id, now=now)
    session.takedowns.reword(found.matches)
    for issue in found.issues:
        session.takedowns.revise(issue, now=now)
    for delivery in found.posted:
        plan_edit(session, delivery, now=now, at_once=True)


def _reworded(session: Session, ids: Sequence[int]) -> Iterable[Match]:
    for match in session.takedowns.matches(ids):
        evidence = without_words(match.evidence)
        if evidence != match.evidence:
            yield replace(match, evidence=evidence)


def _revised(session: Session, ids: Sequence[int]) -> Iterable[tuple[Digest, Digest]]:
    """The issues that show words of these entries, as they are and as they would be without them."""
    for digest_id in session.takedowns.issues(ids):
        issue = session.digests.get(digest_id)
        others = {entry.entry_id for story in issue.stories for entry in story.coverage} - set(ids)
        texts = {entry.id: body_text(entry.summary, entry.body) for entry in session.entries.get(others).values()}
        revised = redacted(issue, ids, texts)
        if revised != issue:
            yield issue, revised


def _parts(session: Session, revised: Mapping[Digest, Digest]) -> list[Delivery]:
    """The posted parts of these issues that read otherwise without those words."""
    changed = {
        (issue.id, part)
        for issue, after in revised.items()
        for part, (old, new) in enumerate(zip_longest(write_digest(issue), write_digest(after)))
        if old != new
    }
    posted = session.takedowns.posted(issue.id for issue in revised)
    return [delivery for delivery in posted if (delivery.subject_id, whole_part(delivery.part)) in changed]


def _alerts(session: Session, entries: Iterable[Entry]) -> list[Delivery]:
    """The alerts that told these entries' stories: each shows a few words of one article, which one is not known."""
    stories = {entry.story_id for entry in entries if not entry.taken_down}
    return session.ledger.alerts_shown(stories)


def _blank(session: Session, entry: Entry) -> None:
    """An entry without its words, in the archive and the index; it is also known by what is left of it."""
    before, blank = document_of(entry), replace(entry, summary="", body="")
    session.entries.revise(
        Filed(
            entry=blank,
            keys=keys_of(known_of(blank).item),
            title_words=" ".join(before.title.stems),
            body_words="",
        ),
        old_title_words=" ".join(before.title.stems),
        old_body_words=" ".join(before.body.stems),
    )

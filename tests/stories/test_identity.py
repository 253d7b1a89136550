"""Identity: the same entry is known by id, link or words, whatever a feed changes; what is new is new."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.feed import IdKind
from bot.stories.identity import (
    Duplicate,
    Fate,
    Key,
    Known,
    New,
    Received,
    Same,
    assign,
    choose_kind,
    keys_of,
    received,
)

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
WEEK = 7 * DAY
Change = Callable[[Received], Received]


def item(
    title: str, *, guid: str = "", link: str = "", summary: str = "", at: datetime | None = MONDAY, feed: int = 1
) -> Received:
    return received(feed_id=feed, guid=guid, link=link, title=title, summary=summary, published=at)


def article(name: str) -> Received:
    return item(f"The {name} report", guid=f"id-{name}", link=f"https://site.example/{name}")


@dataclass
class Archive:
    """What a store does: files new entries under their keys, revises changed ones."""

    entries: list[Received] = field(default_factory=list)
    kind: IdKind = IdKind.GUID

    def poll(self, items: Sequence[Received]) -> tuple[Fate, ...]:
        self.kind = choose_kind(items, self.kind)
        wanted = {key for one in items for key in keys_of(one)}
        fates = assign(items, self._known(wanted), self.kind)
        for one, fate in zip(items, fates, strict=True):
            if isinstance(fate, New):
                self.entries.append(one)
            elif isinstance(fate, Same) and fate.changed:
                self.entries[fate.entry_id] = one
        return fates

    def _known(self, wanted: Iterable[Key]) -> dict[Key, list[Known]]:
        known: dict[Key, list[Known]] = {key: [] for key in wanted}
        for number, entry in enumerate(self.entries):
            for key in keys_of(entry):
                if key in known:
                    known[key].append(Known(entry_id=number, item=entry))
        return known


def new_in(fates: Iterable[Fate]) -> int:
    return sum(isinstance(fate, New) for fate in fates)


def new_date(one: Received) -> Received:
    return replace(one, published=one.published and one.published + timedelta(hours=30))


def new_id(one: Received) -> Received:
    return replace(one, guid=one.guid and f"renumbered {one.guid}")


CHANGES: list[tuple[Change, ...]] = [(new_date,), (new_id,), *combinations((new_date, new_id), 2)]


def ordinary(names: Sequence[str]) -> list[Received]:
    return [article(name) for name in names]


def one_link(names: Sequence[str]) -> list[Received]:
    return [replace(one, link="") for one in ordinary(names)]  # a bare home page tells nothing apart


def no_ids(names: Sequence[str]) -> list[Received]:
    return [replace(one, guid="") for one in ordinary(names)]


def one_id(names: Sequence[str]) -> list[Received]:
    return [replace(one, guid="same") for one in ordinary(names)]


def words_alone(names: Sequence[str]) -> list[Received]:
    return [replace(one, guid="", link="") for one in ordinary(names)]


FEEDS = [ordinary, one_link, no_ids, one_id, words_alone]
NAMES = ["harbour", "council", "budget", "school", "bridge", "market"]


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.__name__)
@pytest.mark.parametrize("changes", CHANGES, ids=lambda changes: "+".join(change.__name__ for change in changes))
def test_an_entry_is_known_whatever_changes_and_new_ones_arrive(
    feed: Callable[[Sequence[str]], list[Received]], changes: tuple[Change, ...]
) -> None:
    archive = Archive()
    assert new_in(archive.poll(feed(NAMES))) == len(NAMES)

    changed = feed(NAMES)
    for change in changes:
        changed = [change(one) for one in changed]
    fresh = feed(["ferry", "library"])

    assert [type(fate) for fate in archive.poll([*fresh, *changed])] == [New] * 2 + [Same] * len(NAMES)


def test_run_twice_there_is_nothing_new_and_nothing_changed() -> None:
    archive = Archive()
    archive.poll(ordinary(NAMES))

    assert archive.poll(ordinary(NAMES)) == tuple(Same(number, changed=False) for number in range(len(NAMES)))


def test_equal_titles_a_week_apart_are_two_entries() -> None:
    archive = Archive()
    bulletins = [
        item("Weekly bulletin", guid=f"g{n}", link=f"https://site.example/{n}", at=MONDAY + n * WEEK) for n in range(3)
    ]

    assert new_in(archive.poll(bulletins[:1])) == 1
    assert new_in(archive.poll(bulletins)) == 2
    assert new_in(archive.poll(bulletins)) == 0


def test_a_revised_headline_under_the_same_id_or_link_is_the_entry_changed() -> None:
    archive = Archive()
    archive.poll([article("harbour"), article("council")])
    by_id = replace(item("Harbour report, corrected", guid="id-harbour"), link="https://site.example/moved")
    by_link = item("The council report, in full", guid="other", link="https://site.example/council")

    assert archive.poll([by_id, by_link]) == (Same(0, changed=True), Same(1, changed=True))


def test_a_page_that_reuses_one_link_still_brings_new_entries() -> None:
    archive = Archive()
    status = "https://status.example/now"
    archive.poll([item("Mail delivery delayed in Norland", guid="1", link=status)])

    assert archive.poll([item("Payments work again everywhere", guid="2", link=status)]) == (New(),)


def test_another_feeds_article_is_a_duplicate_of_it() -> None:
    archive = Archive()
    archive.poll([article("harbour")])
    elsewhere = replace(article("harbour"), feed_id=2, guid="theirs", text="told in other words")

    assert archive.poll([elsewhere]) == (Duplicate(0),)


def test_the_same_words_in_another_feed_are_another_entry() -> None:
    archive = Archive()
    archive.poll([article("harbour")])
    elsewhere = replace(article("harbour"), feed_id=2, guid="theirs", link="https://other.example/wire")

    assert archive.poll([elsewhere]) == (New(),)


def test_an_item_that_a_document_repeats_counts_once() -> None:
    assert Archive().poll([article("harbour"), article("harbour")]) == (New(), Duplicate(None))


def test_each_known_entry_is_claimed_once_so_that_the_rest_is_new() -> None:
    archive = Archive()
    alert = item("Service alert", at=MONDAY)
    archive.poll([alert])

    again = archive.poll([replace(alert, published=MONDAY + 3 * DAY), alert])

    assert new_in(again) == 1
    assert Same(0, changed=False) in again


@pytest.mark.parametrize(
    ("items", "kind"),
    [
        (ordinary(NAMES), IdKind.GUID),
        (no_ids(NAMES), IdKind.LINK),
        (one_id(NAMES), IdKind.LINK),
        (words_alone(NAMES), IdKind.TEXT),
    ],
)
def test_the_kind_follows_what_tells_entries_apart(items: list[Received], kind: IdKind) -> None:
    assert choose_kind(items, IdKind.GUID) is kind


def test_the_kind_only_moves_down() -> None:
    assert choose_kind(ordinary(NAMES), IdKind.TEXT) is IdKind.TEXT


def test_an_empty_document_leaves_everything_as_it_was() -> None:
    assert choose_kind([], IdKind.LINK) is IdKind.LINK
    assert assign([], {}, IdKind.LINK) == ()


words = st.text("abcdefghij", min_size=3, max_size=8).map("{}0".format)  # with a digit no two have one stem
names = st.lists(words, min_size=1, max_size=12, unique=True)
perturbed = st.lists(st.lists(st.sampled_from([new_date, new_id]), max_size=2), min_size=1, max_size=4)


@given(feed=st.sampled_from(FEEDS), old=names, fresh=names, polls=perturbed, order=st.randoms(use_true_random=False))
def test_no_history_makes_an_old_entry_new(
    feed: Callable[[Sequence[str]], list[Received]],
    old: list[str],
    fresh: list[str],
    polls: list[list[Change]],
    order: Random,
) -> None:
    archive = Archive()
    current = feed(old)
    archive.poll(current)
    for changes in polls:
        for change in changes:
            current = [change(one) for one in current]
        order.shuffle(current)
        assert new_in(archive.poll(current)) == 0

    arriving = feed([name for name in fresh if name not in old])
    assert new_in(archive.poll([*current, *arriving])) == len(arriving)


def test_what_is_settled_is_known_and_never_changes() -> None:
    kept, again = article("harbour"), replace(article("harbour"), text="other words")
    for settled in (False, True):
        known = {key: [Known(entry_id=7, item=kept, settled=settled)] for key in keys_of(kept)}
        assert assign([again], known, IdKind.GUID) == (Same(7, changed=not settled),)

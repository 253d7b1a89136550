"""Mutes: what a channel sees of a story without what it muted, and what its digests then tell."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import QueryError
from bot.flow.mutes import Muted, View
from bot.model.digest import Novelty
from bot.model.entry import Entry
from bot.model.mute import MuteKind
from bot.model.story import Story
from bot.model.subscription import Cadence
from bot.stories.query import parse
from tests.flow.issues import cut, titles
from tests.flow.press import FACES, Office, item, office
from tests.flow.retold import RETOLD, TAKEN

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MUSEUM = item(2, "Museum counts faces at its door", ago=2 * HOUR)


def keep_out(desk: Office, kind: MuteKind, value: str, *, until: timedelta | None = None) -> None:
    channel, end = desk.channel(), None if until is None else desk.press.now + until
    with desk.store.writing() as session:
        session.mutes.put(channel_id=channel.id, kind=kind, value=value, until=end, now=desk.press.now)


def told_by(desk: Office, title: str) -> tuple[Story, list[Entry]]:
    """The story with an article of that title, and all its articles."""
    with desk.store.reading() as session:
        (entry,) = [one for one in session.entries.since(desk.press.now - 30 * DAY) if one.title == title]
        told = session.entries.of_stories([entry.story_id])[entry.story_id]
        return session.stories.get([entry.story_id])[entry.story_id], told


def seen(desk: Office, title: str, query: str | None = None) -> View:
    (story, entries), channel = told_by(desk, title), desk.channel()
    with desk.store.reading() as session:
        muted = Muted.of(session, channel.id, now=desk.press.now)
        match = next(iter(session.stories.matches_of([story.id])), None)
    return muted.view(story, entries, query=parse(query) if query else None, match=match)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, gazette=[TAKEN, MUSEUM], courier=[RETOLD]) as opened:
        opened.set_up(FACES)
        opened.poll()
        yield opened


def test_without_mutes_all_is_as_it_was(desk: Office) -> None:
    story, entries = told_by(desk, TAKEN["title"])
    view = seen(desk, TAKEN["title"], FACES.query)
    assert (view.story, view.entries, view.hidden_by, view.reason) == (story, tuple(entries), None, "")


def test_a_muted_story_is_hidden_and_says_until_when(desk: Office) -> None:
    story, _ = told_by(desk, TAKEN["title"])
    keep_out(desk, MuteKind.STORY, str(story.id), until=timedelta(days=3, hours=12))
    assert seen(desk, TAKEN["title"]).reason == f"muted: story {story.id} until Sun 8 Mar"
    assert seen(desk, MUSEUM["title"]).reason == ""


def test_a_mute_is_over_at_its_end(desk: Office) -> None:
    keep_out(desk, MuteKind.SOURCE, "Gazette", until=DAY)
    assert seen(desk, MUSEUM["title"]).reason == "muted: source Gazette until Thu 5 Mar, 12:00 UTC"
    desk.press.now += DAY
    assert seen(desk, MUSEUM["title"]).hidden_by is None


def test_a_muted_source_does_not_count_and_the_others_tell_the_story(desk: Office) -> None:
    story, entries = told_by(desk, TAKEN["title"])
    assert (story.sources, len(entries)) == (2, 2)
    keep_out(desk, MuteKind.SOURCE, story.source.upper())
    view = seen(desk, TAKEN["title"], FACES.query)
    assert view.hidden_by is None
    assert (view.story.sources, view.story.entries) == (1, 1)
    assert view.story.source != story.source
    assert view.story.lead_id == view.entries[0].id
    assert view.match is not None
    assert view.match.entry_id == view.story.lead_id


def test_a_story_that_only_muted_sources_make_match_is_hidden(desk: Office) -> None:
    desk.press.feeds["gazette"] = [item(7, "Council of Harbour bans faces scan at the ferry terminal, vote says")]
    desk.press.feeds["courier"] = [item(8, "Council of Harbour bans scan at the ferry terminal, vote says")]
    desk.poll(after=HOUR)
    story, entries = told_by(desk, "Council of Harbour bans faces scan at the ferry terminal, vote says")
    assert len(entries) == 2
    keep_out(desk, MuteKind.SOURCE, "Gazette")
    assert seen(desk, story.title, FACES.query).reason == "muted: source Gazette"
    assert seen(desk, story.title).hidden_by is None  # without the topic's query, the other article is enough


def test_a_topic_that_counts_sources_counts_those_that_are_left(desk: Office) -> None:
    _, entries = told_by(desk, TAKEN["title"])
    match = seen(desk, TAKEN["title"]).match
    assert match is not None
    (other,) = [entry.source for entry in entries if entry.id != match.entry_id]
    keep_out(desk, MuteKind.SOURCE, other)  # the match is by the one that is left
    assert seen(desk, TAKEN["title"], "Clearview covered>=2").hidden_by is not None
    assert seen(desk, TAKEN["title"], "Clearview").hidden_by is None


def test_a_term_hides_a_story_by_the_lead_that_is_shown(desk: Office) -> None:
    keep_out(desk, MuteKind.TERM, "hacker OR museums")
    assert seen(desk, MUSEUM["title"]).reason == "muted: term hacker OR museums"
    leads = {told_by(desk, TAKEN["title"])[0].source}
    keep_out(desk, MuteKind.SOURCE, "Gazette")  # the only one that says "hacker"
    assert leads == {"Gazette"}
    assert seen(desk, TAKEN["title"]).hidden_by is None


def test_a_term_that_is_no_query_is_never_kept_quietly(desk: Office) -> None:
    keep_out(desk, MuteKind.TERM, "(")
    with pytest.raises(QueryError):
        seen(desk, MUSEUM["title"])


def test_a_digest_leaves_out_what_is_muted_and_counts_the_others(desk: Office) -> None:
    desk.subscribe("faces", Cadence.DAILY)
    keep_out(desk, MuteKind.TERM, "museum")
    keep_out(desk, MuteKind.SOURCE, "Gazette")
    (issue,) = cut(desk)
    (story,) = issue.stories
    assert (story.source, story.first_source, story.sources, story.gained) == ("Courier", "Courier", ("Courier",), 1)
    assert "hacker" not in str(issue.stories)


def test_what_a_mute_kept_quiet_stays_quiet_and_what_comes_later_is_news(desk: Office) -> None:
    desk.press.feeds["courier"] = []
    desk.subscribe("faces", Cadence.DAILY)
    story, _ = told_by(desk, TAKEN["title"])
    keep_out(desk, MuteKind.STORY, str(story.id), until=HOUR)
    (first,) = cut(desk)
    assert titles(first) == [MUSEUM["title"]]
    desk.press.feeds["gazette"].append(item(9, "Bridge reopens", ago=-DAY))
    desk.poll(after=2 * DAY)
    (second,) = cut(desk)
    assert titles(second) == []
    later = item(6, "Clearview AI client list with faces was taken by an intruder, again", ago=-2 * DAY)
    desk.press.feeds["courier"] = [later]
    desk.poll(after=HOUR)
    desk.press.now += DAY
    (third,) = cut(desk)
    assert [(one.story_id, one.novelty) for one in third.stories] == [(story.id, Novelty.NEW)]


@pytest.mark.parametrize("told", [True, False])
def test_what_a_muted_source_adds_is_no_news(desk: Office, told: bool) -> None:
    desk.subscribe("faces", Cadence.DAILY)
    keep_out(desk, MuteKind.SOURCE, "Tidings")
    if not told:
        keep_out(desk, MuteKind.TERM, "Clearview", until=HOUR)
    (first,) = cut(desk)
    assert (TAKEN["title"] in titles(first)) is told
    desk.press.feeds["tidings"] = [
        item(6, "Clearview AI client list with faces taken by an intruder, police say", ago=HOUR)
    ]
    desk.set_up(FACES)
    desk.poll(after=2 * HOUR)
    assert len(told_by(desk, TAKEN["title"])[1]) == 3
    desk.press.now += DAY
    (issue,) = cut(desk)
    assert titles(issue) == []


def test_mutes_are_a_channel_s_own(desk: Office) -> None:
    keep_out(desk, MuteKind.TERM, "faces")
    here, other = desk.channel().id, desk.channel("other").id
    with desk.store.reading() as session:
        assert Muted.of(session, here, now=desk.press.now)
        assert not Muted.of(session, other, now=desk.press.now)


def test_a_merged_story_stays_muted(desk: Office) -> None:
    kept, _ = told_by(desk, MUSEUM["title"])
    other, _ = told_by(desk, TAKEN["title"])
    keep_out(desk, MuteKind.STORY, str(kept.id))
    with desk.store.writing() as session:
        seq = session.next_sequence()
        session.entries.move(kept.id, other.id)
        session.stories.merge(other.id, kept.id, seq=seq)
    assert seen(desk, TAKEN["title"]).reason == f"muted: story {kept.id}"

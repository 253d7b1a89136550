"""Takedown: words that were removed are nowhere any more, and no later poll brings them back."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.chat.console.post import ConsolePoster
from bot.chat.console.transcript import Transcript
from bot.digests.redact import REMOVED
from bot.flow.takedown import Shown, shown, take_down
from bot.model.command import Takedown
from bot.model.delivery import DeliveryState, Outcome, OutcomeKind, WhenUnclear
from bot.model.subscription import Cadence
from bot.web.pages import digest_page
from tests.flow.asker import told
from tests.flow.issues import cut
from tests.flow.platform import PATIENCE, SENT, Platform, run
from tests.flow.press import FACES, Office, item, office

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LINK = "https://site.example/story/1"
SECRET = "Quellbrook guards matched faces of xylograph dealers"  # words that stand nowhere else
WORDS = ("quellbrook", "xylograph")
PIECE = item(1, "Harbour hall counts its visitors", text=f"{SECRET} as they came in, and kept the pictures for a year.")
OTHER = item(2, "Ferry timetable changes in spring", text="Boats leave on the hour.")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, gazette=[OTHER], courier=[]) as opened:
        opened.set_up(FACES)
        opened.poll()
        yield opened


def remove(desk: Office, link: str = LINK) -> Shown:
    here = desk.channel().id
    with desk.store.writing(durable=True) as session:
        found = shown(session, link)
        take_down(session, found, channel_id=here, now=desk.press.now)
    assert desk.store.scrub()
    return found


def deliver(desk: Office, transcript: Path) -> int:
    return run(desk, ConsolePoster(Transcript(transcript), lambda: desk.press.now))


def bring(desk: Office, feed: str, *items: Any) -> None:
    desk.press.feeds[feed] = [*desk.press.feeds[feed], *items]
    desk.poll(after=HOUR)


def left(*files: Path) -> list[str]:
    """The secret words that these files hold, in any case, as text or as stems."""
    raw = b"".join(file.read_bytes() for file in files if file.exists()).decode("latin-1").casefold()
    return [word for word in WORDS if word in raw]


def database(folder: Path) -> list[Path]:
    return sorted(folder.glob("presswatch.db*"))


def test_nothing_is_left_in_the_database_the_page_and_the_transcript(desk: Office, tmp_path: Path) -> None:
    desk.subscribe("faces", Cadence.AT_ONCE)
    desk.subscribe("faces", Cadence.DAILY, channel="other")
    bring(desk, "gazette", PIECE)
    bring(desk, "courier", replace_text(PIECE, f"{SECRET}, an earlier wording."))
    (issue,) = cut(desk)
    transcript = tmp_path / "console.jsonl"
    assert deliver(desk, transcript) >= 2
    assert left(transcript) == list(WORDS)
    assert left(*database(tmp_path)) == list(WORDS)
    assert set(re.findall("|".join(WORDS), digest_page(issue).casefold())) == set(WORDS)

    found = remove(desk)
    assert [entry.link for entry in found.entries] == [LINK]
    assert {delivery.kind for delivery in found.posted} == {"digest", "alert"}
    assert left(*database(tmp_path)) == []
    assert deliver(desk, transcript) >= 2
    assert left(transcript) == []
    with desk.store.reading() as session:
        revised = session.digests.get(issue.id)
        page = digest_page(revised).casefold()
    assert revised.revised_at == desk.press.now
    assert not any(word in page for word in WORDS)
    assert REMOVED in page
    assert PIECE["title"].casefold() in page


def replace_text(piece: Any, text: str) -> Any:
    return piece | {"content_text": text}


def test_what_is_only_planned_is_posted_without_the_words(desk: Office, tmp_path: Path) -> None:
    desk.subscribe("faces", Cadence.AT_ONCE)
    bring(desk, "gazette", PIECE)
    assert remove(desk).posted == ()
    transcript = tmp_path / "console.jsonl"
    assert deliver(desk, transcript) == 1
    assert left(transcript) == []


def test_a_message_that_is_on_its_way_is_edited_when_it_has_arrived(desk: Office, tmp_path: Path) -> None:
    desk.subscribe("faces", Cadence.AT_ONCE)
    bring(desk, "gazette", PIECE)
    with desk.store.writing() as session:
        claimed = session.ledger.claim(now=desk.press.now, lease_until=desk.press.now + HOUR)
        assert claimed is not None
    remove(desk)
    with desk.store.writing() as session:
        session.ledger.settle(claimed, state=DeliveryState.SENT, now=desk.press.now, platform_id="0")
        edit = session.ledger.claim(now=desk.press.now, lease_until=desk.press.now + HOUR)
        assert edit is not None
        assert (edit.key, edit.subject_id) == (f"edit:{claimed.id}:1", claimed.id)


def test_no_poll_brings_the_text_back(desk: Office, tmp_path: Path) -> None:
    bring(desk, "gazette", PIECE)
    (entry,) = remove(desk).entries
    better = desk.press.feeds
    longer = replace_text(PIECE, f"{SECRET}, says a longer wording of the same.")
    for feed, again in (
        ("gazette", PIECE),
        ("gazette", longer),
        ("gazette", longer | {"url": "https://site.example/moved/1"}),
        ("courier", PIECE),
        ("courier", longer | {"title": "An aggregator’s own headline for it"}),
        ("courier", longer | {"id": "", "title": "And yet another one for the same address"}),
    ):
        better[feed] = [again]
        report = desk.poll(after=HOUR)
        assert report.book.updated == 0
        assert left(*database(tmp_path)) == []
    with desk.store.reading() as session:
        kept = session.entries.get([entry.id])[entry.id]
        others = [one for one in session.entries.since(desk.press.now - 30 * DAY) if one.id != kept.id]
    assert (kept.taken_down, kept.summary, kept.body, kept.title) == (True, "", "", PIECE["title"])
    assert [one.taken_down for one in others if one.link == LINK] == [True]  # under a title of its own


def test_a_better_tier_takes_nothing_over(desk: Office, tmp_path: Path) -> None:
    bring(desk, "gazette", PIECE)
    remove(desk)
    with desk.store.writing() as session:
        specs = [replace(spec, tier=1 if spec.source == "Courier" else 3) for spec in desk.press.specs()]
        session.feeds.sync(specs, now=desk.press.now, interval=HOUR)
    bring(desk, "courier", PIECE)
    assert left(*database(tmp_path)) == []
    with desk.store.reading() as session:
        assert [entry.source for entry in shown(session, LINK).entries] == ["Gazette"]


def test_a_match_that_rests_on_removed_words_stays_and_says_so(desk: Office) -> None:
    bring(desk, "gazette", PIECE)
    with desk.store.reading() as session:
        (entry,) = shown(session, LINK).entries
        before = session.stories.matches_of([entry.story_id])
    remove(desk)
    with desk.store.reading() as session:
        (match,) = session.stories.matches_of([entry.story_id])
    assert [match.score] == [one.score for one in before]
    assert all(piece.is_removed for piece in match.evidence)


def test_the_title_is_still_found_and_the_words_are_not(desk: Office) -> None:
    bring(desk, "gazette", PIECE)
    remove(desk)
    with desk.store.reading() as session:
        assert [one.title for one in session.entries.search(words='"harbour"', limit=5)] == [PIECE["title"]]
        assert session.entries.search(words='"xylograph"', limit=5) == []


def test_twice_is_once(desk: Office, tmp_path: Path) -> None:
    desk.subscribe("faces", Cadence.AT_ONCE)
    bring(desk, "gazette", PIECE)
    deliver(desk, tmp_path / "console.jsonl")
    first = remove(desk)
    planned = desk.deliveries()
    desk.press.now += DAY
    again = remove(desk)
    assert (first.open, again.open, again.posted, again.matches, again.issues) == (first.entries, (), (), (), ())
    assert desk.deliveries() == planned
    with desk.store.reading() as session:
        assert session.takedowns.when([first.entries[0].id]) == desk.press.now - DAY


def test_an_address_under_which_it_came_elsewhere_leads_to_it(desk: Office, tmp_path: Path) -> None:
    bring(desk, "gazette", PIECE)
    elsewhere = "https://mirror.example/a/77"
    desk.press.feeds["gazette"] = [OTHER, PIECE | {"url": elsewhere}]  # the same id
    desk.poll(after=HOUR)
    found = remove(desk, elsewhere)
    assert len(found.open) == 1
    assert elsewhere in found.links
    assert left(*database(tmp_path)) == []


def test_an_unknown_address_has_nothing(desk: Office) -> None:
    with desk.store.reading() as session:
        assert shown(session, "https://site.example/story/404") == Shown(
            entries=(), links=(), issues=(), matches=(), posted=()
        )


def test_other_articles_keep_their_words(desk: Office) -> None:
    bring(desk, "gazette", PIECE)
    remove(desk)
    with desk.store.reading() as session:
        (other,) = [one for one in session.entries.since(desk.press.now - 30 * DAY) if one.title == OTHER["title"]]
    assert (other.summary, other.taken_down) == (OTHER["content_text"], False)


@pytest.mark.parametrize(
    ("answers", "edited"),
    [
        ([Outcome(kind=OutcomeKind.SENT, reason="accepted by the workflow")], ""),
        ([Outcome(kind=OutcomeKind.UNCLEAR, reason="no answer"), SENT], "1 posted message will be edited"),
        ([Outcome(kind=OutcomeKind.UNCLEAR, reason="no answer")], ""),
    ],
    ids=["without an id", "sent again in doubt", "in doubt for good"],
)
def test_what_no_edit_reaches_is_to_be_deleted_by_hand_and_that_is_said(
    desk: Office, answers: list[Outcome], edited: str
) -> None:
    desk.subscribe("faces", Cadence.AT_ONCE)
    bring(desk, "gazette", PIECE)
    platform = Platform(*answers)
    platform.tells = False
    again = WhenUnclear.AGAIN if edited else WhenUnclear.ASK
    for _ in range(3):
        run(desk, platform, after=timedelta(minutes=2), patience=replace(PATIENCE, when_unclear=again))
    by_hand = "1 posted message (here) cannot be edited from here, or may have a copy that cannot"
    assert by_hand in told(desk, Takedown(link=LINK, sure=False))
    said = told(desk, Takedown(link=LINK, sure=True))
    assert by_hand in said
    assert ("will be edited" in said) == bool(edited)
    assert edited in said

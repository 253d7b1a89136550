"""A person's first minutes with Presswatch on Teams, in a browser."""

import re

from playwright.sync_api import expect

from tests.rig.teams.conftest import CHAT, DANA, GENERAL, Office
from tests.rig.teams.person import Person
from tests.rig.teams.privately import say_privately

_TOO_LARGE = 413
_PARTS = 7  # of the first digest: the whole, five stories, and the rest


def test_is_greeted_once_where_it_is_let_in(dana: Person) -> None:
    for place in ("General", "Personal Chat"):
        dana.enter(place)
        greeting = dana.see("Hello, I am Presswatch")
        expect(greeting.get_by_role("button", name="Subscribe to a topic")).to_be_visible()
        dana.show(f"greeted in {place}")
        expect(dana.cards("Hello, I am Presswatch")).to_have_count(1)


def test_subscribes_in_a_channel_and_gets_a_digest_with_its_thread(dana: Person, office: Office) -> None:
    dana.enter("digest")
    dana.ask("subscribe")
    form = dana.see("It will be posted to Harbour Watch › digest.")
    dana.choose("Topic", "Facial recognition", on=form)
    dana.fill("Time zone", "xyzzy", on=form)
    dana.press("Subscribe", on=form)
    dana.see("Zones are named like Europe/Berlin.")
    dana.fill("Time zone", "new york", on=form)
    dana.press("See what it would bring", on=form)
    form = dana.see("The last 4 weeks would have brought")
    dana.show("what it would bring")
    dana.press("Subscribe", on=form)
    subscribed = dana.see("Facial recognition will come to Harbour Watch › digest")
    expect(subscribed).to_contain_text("America/New_York")
    dana.show("subscribed")
    dana.press("First digest now", on=subscribed)
    dana.see("Also noted", within=60)
    digest = dana.post_with("· No. 1")
    expect(digest.locator(dana.CARD)).to_have_count(_PARTS)
    dana.show("a digest and its thread")
    first = digest.locator(dana.CARD).nth(1)
    dana.press("👍 Useful", on=first)
    expect(digest).to_contain_text("is useful.")
    dana.press("More options", on=first)
    dana.pick("Why this?")
    why = digest.locator(dana.CARD).last
    expect(why).to_contain_text("it matches")
    dana.show("answers to buttons", at=why)
    assert [call.is_targeted for call in office.line.calls[-2:]] == [True, True]


def test_subscribes_in_their_own_chat_and_sends_others_a_link_to_the_digest(dana: Person, office: Office) -> None:
    dana.enter("Personal Chat")
    dana.say("subscribe")
    form = dana.see("It will be posted to chat with Dana Rivers.")
    dana.choose("Topic", "AI and privacy", on=form)
    dana.choose("Day", "Friday", on=form)
    dana.press("Subscribe", on=form)
    dana.press("First digest now", on=dana.see("AI and privacy will come to chat with Dana Rivers weekly on Friday"))
    dana.see("Also noted", within=60)
    dana.show("a digest in their own chat", at=dana.see("· No. 1"))
    (digest,) = set(re.findall(r"'url': '([^'#]+/digests/[^'#]+)'", str(office.line.calls[-_PARTS:])))
    dana.enter("Together")
    dana.unfurl(digest)
    expect(dana.see("· No. 1")).to_contain_text("Read on the web")
    dana.show("a link to a digest")


def test_is_answered_alone_where_it_asked_alone_and_shares_it(dana: Person, office: Office) -> None:
    dana.enter("General")
    dana.ask("feeds")
    dana.see("11 feeds")
    (thread,) = re.findall(rf"{re.escape(GENERAL)};messageid=\d+", office.line.calls[-1].path)
    assert not office.line.calls[-1].is_targeted
    said = len(office.line.calls)
    say_privately(office, "search facial recognition", conversation=thread)
    found = dana.see("page 1 of")
    (call,) = office.line.calls[said:]
    assert (call.is_targeted, call.body["recipient"]) == (True, {"id": DANA, "isTargeted": True})
    dana.press("Next 5", on=found)
    following = dana.see("page 2 of")
    dana.show("a private answer turned")
    dana.press("Share to channel", on=following)
    expect(dana.see("Shared by Dana Rivers", within=30)).to_contain_text("page 2 of")
    dana.show("a private answer shared")
    assert any(not call.is_targeted and "Shared by" in str(call.body) for call in office.line.calls[said:])


def test_is_answered_in_their_own_chat_where_a_channel_shows_nothing_to_one_alone(dana: Person, office: Office) -> None:
    said = len(office.line.calls)
    say_privately(office, "search biometric", conversation=f"{GENERAL};messageid=1")
    dana.enter("Personal Chat")
    dana.see("· “biometric”")
    assert all(call.is_targeted or GENERAL not in call.path for call in office.line.calls[said:])
    assert CHAT in office.line.calls[-1].path


def test_puts_a_story_into_their_own_message(dana: Person) -> None:
    dana.enter("digest")
    dana.search("consent")
    dana.show("stories to choose from")
    dana.page.get_by_text("Committee passes the AI profiling bill").first.click()
    dana.post()
    story = dana.see("Committee passes the AI profiling bill")
    expect(story.get_by_role("button")).to_have_count(0)
    dana.show("a story in a message of their own")


def test_a_digest_that_is_too_large_goes_in_two(dana: Person, office: Office) -> None:
    dana.enter("General")
    dana.ask("subscribe ai-privacy weekly")
    subscribed = dana.see("AI and privacy will come to Harbour Watch › General")
    said, office.line.heavier = len(office.line.calls), 27
    try:
        dana.press("First digest now", on=subscribed)
        dana.see("continued", within=60)
    finally:
        office.line.heavier = 1
    dana.show("a digest in two")
    (refused,) = [call for call in office.line.calls[said:] if call.status == _TOO_LARGE]
    assert refused.size > 130_000
    shown = dana.post_with("· No. 1").inner_text()
    assert all(f"\n{number} · " in shown for number in range(1, 6))

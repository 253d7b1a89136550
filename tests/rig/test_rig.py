"""A person's first minutes with Presswatch on Slack, in a browser, over both transports."""

import pytest
from playwright.sync_api import expect

from tests.rig.change import change_field
from tests.rig.conftest import Office
from tests.rig.person import Person


def test_subscribes_and_gets_a_digest_with_its_thread(dana: Person) -> None:
    dana.enter("digest")
    dana.say("/press subscribe")
    expect(dana.modal).to_contain_text("Subscribe to a topic")
    dana.fill("Topic", "Facial recognition")
    dana.fill("Time zone", "xyzzy")
    dana.submit("Subscribe")
    expect(dana.modal.locator(".modal-error")).to_contain_text("Zones are named like Europe/Berlin.")
    dana.fill("Time zone", "new york")
    dana.submit("Subscribe")
    expect(dana.modal).to_have_count(0)
    subscribed = dana.see_alone("Facial recognition will come to")
    expect(subscribed).to_contain_text("America/New_York")
    dana.press("First digest now", on=subscribed)
    digest = dana.see("No. 1")
    expect(digest).to_contain_text("Clearview AI client list exposed in breach")
    thread = dana.open_thread(digest, at_least=6)
    expect(thread).to_contain_text("Also noted")
    first = thread.locator(".msg").nth(1)
    dana.choose("Why this?", on=first)
    dana.see_alone("matches")
    dana.choose("Mute this story", on=first)
    dana.see_alone("muted")


def test_sees_what_a_subscription_would_bring(dana: Person, office: Office) -> None:
    if office.transport == "socket":
        pytest.skip("this Slack tells nobody of changes in a modal; we tell them, which needs signed requests")
    dana.enter("forms")
    dana.say("/press subscribe")
    expect(dana.modal).to_contain_text("Topic")
    change_field(office, dana.views[-1], "topic", "=ai-privacy")
    expect(dana.modal).to_contain_text("The last 4 weeks would have brought")
    expect(dana.modal).to_contain_text("on AI and privacy")
    change_field(office, dana.views[-1], "topic", "=facial-recognition")
    expect(dana.modal).to_contain_text("on Facial recognition")


def test_tries_a_topic_before_it_is_saved(dana: Person) -> None:
    dana.enter("forms")
    dana.say("/press topic save doors title:(face NEAR/9 (door OR gate))")
    dana.see_alone("doors")
    dana.say("/press topic edit doors")
    expect(dana.modal).to_contain_text("Stories by week")
    dana.fill("Query", "(faceprint")
    dana.submit("Save")
    expect(dana.modal.locator(".modal-error")).to_contain_text("is not closed")


def test_searches_turns_the_page_and_shares(dana: Person) -> None:
    dana.enter("search")
    dana.say("/press search facial recognition")
    found = dana.see_alone("page 1 of")
    dana.press("Next 5", on=found)
    following = dana.see_alone("page 2 of")
    dana.press("Share to channel", on=following)
    shared = dana.see("Shared by")
    expect(shared).to_contain_text("page 2 of")
    expect(shared.locator(".badge-eph")).to_have_count(0)


def test_looks_at_home_and_goes_on_from_there(dana: Person) -> None:
    dana.enter("home")
    dana.say("/press subscribe ai-privacy daily")
    dana.see_alone("AI and privacy will come to home daily")
    dana.enter("presswatch")
    home = dana.page.locator(".home")
    expect(home).to_contain_text("in home · next digest")
    expect(home).to_contain_text("Latest on AI and privacy")
    expect(home).to_contain_text("11 of 11 feeds healthy")
    dana.press("Subscribe to more", on=home)
    expect(dana.modal).to_contain_text("Time zone")


def test_is_answered_where_it_is_mentioned_and_alone(dana: Person) -> None:
    dana.enter("talk")
    dana.say("@presswatch status")
    dana.see_alone("Status of talk")
    dana.enter("presswatch")  # by which direct messages begin
    dana.enter("Dana Rivers")
    dana.say("search facial recognition")
    answer = dana.see("page 1 of")
    expect(answer.locator(".badge-eph")).to_have_count(0)

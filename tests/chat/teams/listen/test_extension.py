"""The message extension: stories to choose from, and cards for links to our own pages."""

from datetime import timedelta

import pytest

from bot.app import App
from bot.feeds.canonical import canonical
from bot.flow.arrival import read_arrivals
from bot.flow.desk import Desk
from bot.flow.place import FeedDocument, place
from bot.model.entry import ParsedEntry
from bot.model.feed import FeedSpec
from tests.chat.teams.listen.seen import buttons, seen
from tests.chat.teams.listen.someone import Json, Pools, Someone
from tests.chat.teams.stage import HERE, utc_now
from tests.chat.teams.validator import faults

TITLES = (
    "Ferry line tries facial recognition at the gates",
    "Orchard growers fear a late frost",
    "Faceprint of a shopper is no evidence, a court says",
    "Museum of clocks reopens after a long repair",
    "Canteens of the school board are to be painted",
    "River otters return to the old mill",
    "Tunnel works close the coastal road until autumn",
)
BASE = "https://press.example"


@pytest.fixture
def news(house: App) -> None:
    """Seven stories, an hour between two."""
    house.set_up(feeds=[FeedSpec(source="The Post", url="https://post.example/f", category="x", language="en", tier=2)])
    now = utc_now()
    with house.store.writing() as session:
        [feed] = session.feeds.all()
        items = [
            ParsedEntry(raw_id=link, link=link, title=title, published=now - timedelta(hours=i))
            for i, title in enumerate(TITLES)
            for link in [canonical(f"https://post.example/{i}")]
        ]
        place(session, Desk(), [FeedDocument(feed, read_arrivals(feed, items))], now=now)


def asked(one: Someone, words: str = "", **options: int) -> Json:
    """What the extension answers to words; to none as it is opened."""
    parameter = {"name": "query", "value": words} if words else {"name": "initialRun", "value": "true"}
    value = {"commandId": "search", "parameters": [parameter], "queryOptions": options}
    answer: Json = one.asks("query", value)["composeExtension"]
    return answer


def unfurled(one: Someone, url: str) -> Json | None:
    """The one card for a link."""
    answer = one.asks("queryLink", {"url": url})
    [found] = answer["composeExtension"]["attachments"] if answer else [None]
    return found


def titles(answer: Json) -> list[str]:
    return [one["preview"]["content"]["title"] for one in answer["attachments"]]


@pytest.mark.usefixtures("news")
def test_what_is_typed_finds_stories(ada: Someone) -> None:
    found = asked(ada, "facial OR otters OR tunnel", skip=0, count=25)
    assert (found["type"], found["attachmentLayout"]) == ("result", "list")
    assert titles(found) == [TITLES[0], TITLES[5], TITLES[6]]
    for one in found["attachments"]:
        assert faults(one["content"]) == []
        assert "The Post" in seen(one["content"])
        assert "story " not in seen(one["content"])  # nobody hears its number there
        assert buttons(one["content"]) == {}


@pytest.mark.usefixtures("news")
def test_before_anything_is_typed_the_newest_stand_there(ada: Someone) -> None:
    assert titles(asked(ada)) == list(TITLES)


@pytest.mark.usefixtures("news")
def test_more_are_shown_as_one_scrolls(ada: Someone) -> None:
    assert titles(asked(ada, skip=0, count=2)) == list(TITLES[:2])
    assert titles(asked(ada, skip=5, count=5)) == list(TITLES[5:])
    assert titles(asked(ada, skip=7, count=5)) == []


@pytest.mark.parametrize(
    ("words", "told"), [("(face", "is not closed"), ("zeppelin", "Nothing in the archive matches zeppelin")]
)
@pytest.mark.usefixtures("news")
def test_what_finds_nothing_is_told_why(ada: Someone, words: str, told: str) -> None:
    answer = asked(ada, words)
    assert answer["type"] == "message"
    assert told in answer["text"]


def test_an_empty_archive_is_told_to_be_one(ada: Someone) -> None:
    for words in ("", "otters"):
        told = asked(ada, words)["text"]
        assert "The archive is empty: no feed has brought anything yet." in told
        assert "“@Presswatch feeds health”" in told


@pytest.mark.usefixtures("news")
def test_where_we_are_not_let_in_one_can_choose_all_the_same_and_nothing_is_kept(ada: Someone, house: App) -> None:
    ada.teams.places[HERE].member = False
    assert titles(asked(ada, "otters")) == [TITLES[5]]
    with house.store.reading() as session:
        assert [one.platform for one in session.channels.workspaces()] == []


@pytest.fixture
def issue(news: None, ada: Someone, pools: Pools, house: App) -> str:  # they are in it
    """The address of a digest's page."""
    own = ada.alone()
    for words in ("subscribe facial-recognition weekly", "digest facial-recognition"):
        own.says(words)
        pools.settle()
    with house.store.reading() as session:
        [workspace] = session.channels.workspaces()
        channel = session.channels.of_key(workspace.id, "a:ada")
        assert channel
        digest = session.digests.latest(session.subscriptions.of_channel(channel.id)[0].id)
    assert digest
    return f"{BASE}/digests/{digest.token}"


def test_a_link_to_a_digest_becomes_a_card(ada: Someone, issue: str) -> None:
    for url in (issue, f"{issue}/", f"{issue}?utm=1", f"{issue}#stories", f"{issue}#story-99"):
        card = unfurled(ada, url)
        assert card
        assert faults(card["content"]) == []
        assert "Facial recognition" in card["preview"]["content"]["title"]
        assert buttons(card["content"]) == {}


def nameless(one: Someone, url: str, tenant: str = "") -> Json:
    """The same where nobody has installed us: Teams says neither who asks nor where."""
    asked = one.activity("invoke", name="composeExtension/anonymousQueryLink", value={"url": url})
    asked |= {"from": {}, "conversation": {"id": "x", "tenantId": tenant}, "channelData": {}}
    return one.send(asked)


def test_a_link_becomes_a_card_where_nobody_has_installed_us_for_whoever_has_the_link_may_see_it(
    ada: Someone, issue: str
) -> None:
    assert nameless(ada, issue) == ada.asks("queryLink", {"url": issue})
    assert nameless(ada, f"{BASE}/") == {}
    assert "not set up for your organisation" in str(nameless(ada, issue, tenant="another"))
    other = ada.activity("invoke", name="composeExtension/query", value={})
    other |= {"conversation": {"id": "x"}, "channelData": {}}
    assert "not set up for your organisation" in str(ada.send(other))


def test_a_link_to_a_story_becomes_its_card(ada: Someone, issue: str) -> None:
    cards = [unfurled(ada, f"{issue}#{place}") for place in ("story-1", "coverage-2")]
    told = [[title for title in TITLES if card and title in seen(card["content"])] for card in cards]
    assert sorted(told) == [[TITLES[2]], [TITLES[0]]]


@pytest.mark.parametrize(
    "url",
    [
        f"{BASE}/digests/unknown",
        f"{BASE}/",
        f"{BASE}.evil.example/digests/TOKEN",
        "https://elsewhere.example/digests/TOKEN",
        "http://press.example/digests/TOKEN",
        f"{BASE}/feeds/TOKEN",
        f"{BASE}/digests/TOKEN/more",
        "digests/TOKEN",
        "",
    ],
)
def test_other_links_become_none(ada: Someone, issue: str, url: str) -> None:
    assert unfurled(ada, url.replace("TOKEN", issue.rpartition("/")[2])) is None

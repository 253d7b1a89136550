"""Presses: pages, answers that lie upon others, and sharing."""

from dataclasses import replace

from bot.app import App, utc_now
from bot.chat.slack.app import SlackApp
from bot.flow.share import Shown
from bot.model.person import Person
from tests.chat.slack.listen.fake import FakeSlack
from tests.chat.slack.listen.seen import buttons, seen
from tests.chat.slack.listen.someone import Pools, Someone
from tests.chat.slack.listen.workspace import channel_of


def test_an_answer_is_shared_once_and_only_where_we_are(
    slack: FakeSlack, ada: Someone, pools: Pools, house: App
) -> None:
    ada.says("topics")
    pools.settle()
    answer = slack.said[-1]
    ada.presses("Share to channel", answer)
    ada.presses("Share to channel", answer)
    pools.settle()
    house.deliver()
    channel = channel_of(house)
    with house.store.reading() as session:
        assert len(session.ledger.of_channel(channel.id, limit=9)) == 1
    [shared] = [said for said in slack.said if not said.to]
    assert "Shared by Ada" in seen(shared.blocks)
    elsewhere = ada.in_channel("C2")
    elsewhere.says("topics")
    pools.settle()
    elsewhere.presses("Share to channel", slack.said[-1])
    pools.settle()
    assert "/invite @Presswatch" in seen(slack.said[-1].blocks)


def test_a_page_takes_the_place_of_the_one_before(slack: FakeSlack, ada: Someone, pools: Pools, house: App) -> None:
    with house.store.writing() as session:
        channel = session.channels.ensure(
            workspace=session.channels.ensure_workspace(platform="slack", key="T1", name="Riverside"),
            key="C1",
            name="security",
        )
        for i in range(40):
            where = {"workspace_id": channel.workspace_id, "channel_id": channel.id}
            session.audit.note(**where, person=Person(key="U1", name="Ada"), words=f"pause {i}", now=utc_now())
    ada.says("changes")
    pools.settle()
    first = slack.said[-1]
    label = next(label for label, one in buttons(first.blocks).items() if "page 2" in one.get("value", ""))
    ada.presses(label, first)
    pools.settle()
    second = slack.said[-1]
    assert (second.replaced, second.ts) == (True, first.ts)
    assert "page 2" in seen(second.blocks)
    ada.presses("Newer", second)
    pools.settle()
    assert slack.said[-1].replaced
    assert seen(slack.said[-1].blocks) == seen(first.blocks)


def test_an_answer_in_a_modal_is_laid_upon_it_and_the_third_takes_its_place(
    slack: FakeSlack, ada: Someone, pools: Pools
) -> None:
    ada.event({"type": "app_home_opened", "tab": "home", "channel": "DU1"})
    pools.settle()
    home = {**slack.homes["U1"], "id": "H1"}
    words = {"type": "button", "action_id": "say:1", "value": "topics"}
    ada.acts(words, {"container": {"type": "view"}, "view": home})
    pools.settle()
    [first] = slack.views
    ada.acts(words, {"container": {"type": "view"}, "view": slack.views[first]})
    pools.settle()
    assert len(slack.views) == 2
    slack.refusals["views.push"] = "push_limit_reached"
    ada.acts({**words, "value": "status"}, {"container": {"type": "view"}, "view": slack.views[first]})
    pools.settle()
    assert len(slack.views) == 2
    assert "not subscribed" in seen(slack.views[first])


def test_what_is_shared_is_what_was_seen(slack: FakeSlack, ada: Someone, pools: Pools, house: App) -> None:
    ada.says("status")
    pools.settle()
    answer = slack.said[-1]
    ada.says("subscribe facial-recognition weekly")
    pools.settle()
    ada.presses("Share to channel", answer)
    pools.settle()
    house.deliver()
    [shared] = [said for said in slack.said if not said.to]
    assert "not subscribed" in seen(shared.blocks)


def test_what_was_seen_too_long_ago_is_shown_anew_before_it_is_shared(
    slack: FakeSlack, ada: Someone, pools: Pools, house: App, listener: SlackApp
) -> None:
    ada.says("status")
    pools.settle()
    answer = slack.said[-1]
    ada.says("subscribe facial-recognition weekly")
    pools.settle()
    listener.clerk.shown = Shown()  # as after a restart
    ada.presses("Share to channel", answer)
    pools.settle()
    house.deliver()
    assert all(said.to for said in slack.said)
    anew = slack.said[-1]
    assert "Not shared yet" in seen(anew.blocks)
    ada.presses("Share to channel", anew)
    pools.settle()
    house.deliver()
    [shared] = [said for said in slack.said if not said.to]
    assert "Facial recognition" in seen(shared.blocks)
    assert "Not shared yet" not in seen(shared.blocks)


def test_a_guest_s_press_on_share_puts_nothing_into_the_channel(
    slack: FakeSlack, ada: Someone, pools: Pools, house: App
) -> None:
    gus = replace(ada, user="U3")
    gus.says("topics")
    pools.settle()
    assert "Share to channel" not in buttons(slack.said[-1].blocks)
    ada.says("topics")
    pools.settle()
    gus.presses("Share to channel", slack.said[-1])  # as nobody can by hand
    pools.settle()
    house.deliver()
    assert "Guests share nothing" in seen(slack.said[-1].blocks)
    assert all(said.to for said in slack.said)


def test_what_was_perhaps_meant_is_a_press_away(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    ada.says("topcis")
    pools.settle()
    assert "Did you mean" in seen(slack.said[-1].blocks)
    ada.presses("topics", slack.said[-1])
    pools.settle()
    assert "facial-recognition" in seen(slack.said[-1].blocks)

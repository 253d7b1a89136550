"""The Home tab."""

from tests.chat.slack.listen.fake import FakeSlack
from tests.chat.slack.listen.seen import buttons
from tests.chat.slack.listen.someone import Pools, Someone


def test_the_home_tab_shows_the_workspace_and_its_buttons_work(slack: FakeSlack, ada: Someone, pools: Pools) -> None:
    ada.says("subscribe facial-recognition weekly")
    pools.settle()
    ada.event({"type": "app_home_opened", "tab": "home", "channel": "DU1"})
    pools.settle()
    home = slack.homes["U1"]
    assert home["type"] == "home"
    label = next(iter(buttons(home["blocks"])))
    ada.presses_in(label, {**home, "id": "H1"})
    pools.settle()
    assert slack.views
    assert slack.methods().count("views.publish") == 2, "it is drawn anew"

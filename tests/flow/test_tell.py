"""Telling: an alert shows no more of a source's text than the installation's limits allow."""

from pathlib import Path

from bot.digests.compose import ExtractLimits
from bot.digests.write import plain
from bot.flow.origins import Origins
from bot.flow.tell import message_of
from bot.stories.origin import NO_OUTLETS
from tests.flow.alerting import HOUR, alerting
from tests.flow.platform import RULES, ledger
from tests.flow.press import item


def test_an_alert_keeps_to_the_limits(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        text = "The council of Aldport voted nine to two on Monday against all cameras in its schools."
        news = item(1, "Aldport keeps cameras off faces", text=text, ago=-HOUR)
        desk.press.feeds["gazette"].append(news)
        desk.poll(after=2 * HOUR)
        alert = ledger(desk)["alert:1:2"]
        origins = Origins(NO_OUTLETS)
        with desk.store.reading() as session:
            free, bound = (
                plain(message_of(session, alert, rules=RULES, now=desk.press.now, origins=origins, limits=limits))
                for limits in (ExtractLimits(), ExtractLimits(by_source={"Gazette": 0}))
            )
    assert " by Gazette" in free
    assert "first seen" not in free  # its feed dated it
    assert "nine to two" in free
    assert "nine to two" not in bound
    assert "Aldport keeps cameras off faces" in bound

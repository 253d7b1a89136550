"""The composition root: what the settings come to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from bot.app import open_app
from bot.digests.write import plain
from bot.errors import PresswatchError
from bot.flow.verdict import Patience
from bot.model.delivery import WhenUnclear
from bot.model.message import Message
from bot.model.person import OPERATOR
from bot.model.topic import TopicSpec
from bot.model.usage import COMMANDS
from bot.settings import load_settings


def patience(folder: Path, **settings: Any) -> Patience:
    with open_app(load_settings(data=folder, **settings)) as app:
        return app.patience


def test_how_a_post_is_tried_is_as_it_is_set(tmp_path: Path) -> None:
    found = patience(tmp_path, deliver={"lease_seconds": 7, "attempts": 3, "retry_seconds": 2, "when_unclear": "once"})
    assert (found.lease, found.attempts, found.first_wait) == (timedelta(seconds=7), 3, timedelta(seconds=2))
    assert found.when_unclear is WhenUnclear.ONCE


def test_editors_are_editors_on_their_platform(tmp_path: Path) -> None:
    settings = load_settings(data=tmp_path, slack={"editors": ["U1"]})
    with open_app(settings) as app:
        here = app.asking(app.console_channel, OPERATOR)
        there = app.asking(replace(app.console_channel, platform="slack"), OPERATOR)
    assert (here.editors, there.editors) == (frozenset(), frozenset({"U1"}))


def test_what_is_not_set_up_has_no_poster(tmp_path: Path) -> None:
    with open_app(load_settings(data=tmp_path / "one")) as app:
        assert list(app.posters) == ["console"]
    with open_app(load_settings(data=tmp_path / "two", slack={"bot_token": "xoxb-1"})) as app:
        assert list(app.posters) == ["console", "slack"]


@pytest.mark.parametrize(("lease", "seconds"), [(2, 60), (61, 61)])
def test_a_claim_outlasts_any_call_of_slack(tmp_path: Path, lease: int, seconds: int) -> None:
    slack = {"bot_token": "xoxb-1", "post_timeout": 20}
    found = patience(tmp_path, deliver={"lease_seconds": lease}, slack=slack)
    assert found.lease == timedelta(seconds=seconds)


def test_a_clock_at_the_end_of_time_is_told_before_anything_is_planned(tmp_path: Path) -> None:
    with (
        time_machine.travel(datetime(9999, 12, 31, tzinfo=UTC), tick=False),
        pytest.raises(PresswatchError, match="clock says 31 Dec 9999"),
        open_app(load_settings(data=tmp_path)),
    ):
        pass


_LONG = "x" * 20_000


@pytest.mark.parametrize("words", [_LONG, f"https://x.example/{_LONG}", f"source {_LONG}", f"term {'word ' * 4_000}"])
def test_whatever_is_said_no_answer_tells_it_all_back(tmp_path: Path, words: str) -> None:
    verbs = [row.verb for row in COMMANDS if row.verb not in ("doctor", "feeds add", "feeds import")]  # they look
    with open_app(load_settings(data=tmp_path)) as app:
        app.set_up(feeds=())
        told = {verb: len(plain(app.respond(f"{verb} {words}"))) for verb in ("", *verbs)}
    assert {verb: length for verb, length in told.items() if length > 5_000} == {}


def test_a_workflow_is_a_channel_that_is_subscribed_from_here(tmp_path: Path) -> None:
    address = "https://prod-1.westeurope.logic.azure.com/workflows/a?sig=sesame"
    with open_app(load_settings(data=tmp_path, teams={"webhooks": {"desk": address}, "post_timeout": 30})) as app:
        app.set_up(feeds=(), topics=[TopicSpec(name="faces", title="Faces", description="", query="faces")])
        assert list(app.posters) == ["console", "workflows"]
        assert app.patience.lease == timedelta(seconds=90)
        desk = app.channel("desk")
        assert desk.platform == "workflows"
        assert isinstance(app.respond("subscribe faces weekly", desk), Message)
        with app.store.reading() as session:
            assert len(session.subscriptions.of_channel(desk.id)) == 1
    assert b"sesame" not in b"".join(file.read_bytes() for file in tmp_path.rglob("presswatch.db*"))

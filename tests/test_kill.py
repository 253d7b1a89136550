"""Killed at random instants and restarted, the worker leaves each message on the console exactly once."""

from pathlib import Path

import pytest

from bench import kill
from bench.kill_judge import judge
from bench.kill_press import Press
from bot.app import App


def test_no_message_is_lost_or_repeated(tmp_path: Path) -> None:
    faults, told = kill.trial(tmp_path, kills=4, seed=11, longest=1.0)
    assert faults == []
    for word in ("alerts", "digests", "edits"):
        assert word in told
    assert "held and told together: 0" not in told


def test_the_judge_notices_a_repeated_and_a_lost_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def tampered(app: App, press: Press) -> list[str]:
        again = next(post for post in app.transcript.read() if post.channel == "capped")
        app.transcript.append(
            delivery_key=again.delivery_key,
            channel=again.channel,
            reply_to="",
            posted_at=again.posted_at,
            message=again.message,
        )
        press.events["https://never.example/polled"] = "never polled"
        return judge(app, press)

    monkeypatch.setattr("bench.kill.judge", tampered)
    faults, _ = kill.trial(tmp_path, kills=1, seed=12)
    assert any("posted 2 times" in fault for fault in faults)
    for channel in ("alerts", "capped"):
        assert f"lost in {channel}: never polled" in faults
    assert "new in no digest: never polled" in faults

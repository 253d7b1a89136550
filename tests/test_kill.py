"""Killed at random instants and restarted, the worker leaves each message on the console exactly once."""

from pathlib import Path

import pytest

from bench import kill
from bot.app import App


def test_no_message_is_lost_or_repeated(tmp_path: Path) -> None:
    assert kill.trial(tmp_path, kills=4, seed=11, longest=2.5) == []


def test_the_judge_notices_a_repeated_and_a_lost_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = kill.judge

    def tampered(app: App, press: kill.Press) -> list[str]:
        posts = list(app.transcript.read())
        again = posts[0]
        app.transcript.append(
            delivery_key=again.delivery_key,
            channel=again.channel,
            reply_to="",
            posted_at=again.posted_at,
            message=again.message,
        )
        press.items[0].append({"url": "https://never.example/polled"})
        return judge(app, press)

    monkeypatch.setattr(kill, "judge", tampered)
    faults = kill.trial(tmp_path, kills=0, seed=12)
    assert any("posted 2 times" in fault for fault in faults)
    assert any("lost alert https://never.example/polled" in fault for fault in faults)

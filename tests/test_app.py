"""The composition root: what the settings come to."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import open_app
from bot.flow.verdict import Patience
from bot.model.delivery import WhenUnclear
from bot.settings import load_settings


def patience(folder: Path, **settings: Any) -> Patience:
    with open_app(load_settings(data=folder, **settings)) as app:
        return app.patience


def test_how_a_post_is_tried_is_as_it_is_set(tmp_path: Path) -> None:
    found = patience(tmp_path, deliver={"lease_seconds": 7, "attempts": 3, "retry_seconds": 2, "when_unclear": "once"})
    assert (found.lease, found.attempts, found.first_wait) == (timedelta(seconds=7), 3, timedelta(seconds=2))
    assert found.when_unclear is WhenUnclear.ONCE


@pytest.mark.parametrize(("lease", "seconds"), [(2, 60), (61, 61)])
def test_a_claim_outlasts_any_call_of_slack(tmp_path: Path, lease: int, seconds: int) -> None:
    slack = {"bot_token": "xoxb-1", "post_timeout": 20}
    found = patience(tmp_path, deliver={"lease_seconds": lease}, slack=slack)
    assert found.lease == timedelta(seconds=seconds)

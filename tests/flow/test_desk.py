"""The desk: one topic that cannot be read any more keeps nobody waiting."""

import logging
from datetime import UTC, datetime

import pytest

from bot.flow.desk import read_queries
from bot.model.topic import Topic


def topic(number: int, query: str) -> Topic:
    return Topic(
        id=number,
        workspace_id=None,
        name=f"topic-{number}",
        title="",
        query=query,
        version=1,
        changed_at=datetime(2026, 11, 23, tzinfo=UTC),
    )


def test_a_query_that_names_what_the_lists_have_lost_is_left_out_and_told_of(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        found = dict(read_queries([topic(1, "faceprint"), topic(2, 'company:"nobody at all"'), topic(3, "gait")]))
    assert sorted(found) == [1, 3]
    assert "topic-2 finds nothing until its query is mended" in caplog.text

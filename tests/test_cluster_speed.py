"""The bench of clustering's speed: its reports are what it says, and what it is measured against clusters, too."""

from collections import Counter

import pytest

from bench.cluster_speed import KINDS, Press, memory, ours, speed
from bench.plain_clusterer import PlainClusterer
from bot.stories.cluster import WINDOW


@pytest.mark.parametrize("kind", KINDS)
def test_made_up_reports_fill_one_window_and_are_the_same_for_one_seed(kind: str) -> None:
    reports = Press(kind, 3).reports(60)
    again = Press(kind, 3).reports(60)
    assert [(one.title.text, one.when) for one in reports] == [(one.title.text, one.when) for one in again]
    assert reports[0].when <= reports[-1].when <= reports[0].when + WINDOW
    assert any(one.summary.text for one in reports) == (kind != "titles")


def test_what_is_measured_against_joins_the_tellings_of_an_event() -> None:
    reports = Press("told", 3).reports(120)
    plain = PlainClusterer()
    sizes = Counter(plain.place(report) for report in reports)
    assert 20 < len(sizes) < 110
    assert max(sizes.values()) > 3


def test_a_run_comes_to_a_speed_and_to_memory() -> None:
    reports = Press("titles", 3).reports(40)
    assert speed(ours(), reports[:20], reports[20:]) > 0
    assert memory(reports) > 0

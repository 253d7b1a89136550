from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.fetch.lanes import Lanes
from bot.fetch.trail import Trail, begin
from bot.model.feed import Visit


def trails(hosts: list[str]) -> list[Trail]:
    return [begin(Visit(feed_id=number, url=f"http://{host}.example/")) for number, host in enumerate(hosts)]


@given(st.lists(st.sampled_from("abcde"), max_size=40), st.integers(1, 3), st.randoms(use_true_random=False))
def test_every_trail_goes_once_and_no_host_is_crowded(hosts: list[str], per_host: int, random: Random) -> None:
    lanes, under_way, taken = Lanes(per_host), list[Trail](), list[int]()
    for trail in trails(hosts):
        lanes.join(trail)
    while lanes.ready or under_way:
        if (not under_way or random.random() < 0.5) and (started := lanes.take()):
            taken.append(started.visit.feed_id)
            under_way.append(started)
            assert max(Counter(each.host for each in under_way).values()) <= per_host
        elif under_way:
            lanes.leave(under_way.pop(random.randrange(len(under_way))))
    assert sorted(taken) == list(range(len(hosts)))


def test_hosts_take_turns() -> None:
    lanes = Lanes(per_host=2)
    for trail in trails(["a", "a", "a", "b", "c"]):
        lanes.join(trail)
    assert [trail.host[0] for trail in iter(lanes.take, None)] == ["a", "b", "c", "a"]


def test_a_connection_is_kept_only_for_those_who_wait() -> None:
    lanes = Lanes(per_host=1)
    for trail in trails(["a", "a"]):
        lanes.join(trail)
    first = lanes.take()
    assert first is not None
    assert not lanes.alone(first)
    lanes.leave(first)
    second = lanes.take()
    assert second is not None
    assert lanes.alone(second)

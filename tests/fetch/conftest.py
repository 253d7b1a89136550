"""Sites to visit, and a check that no thread outlives its test."""

import threading
from collections.abc import Iterator

import pytest

from tests.fetch.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as made:
        yield made


@pytest.fixture
def other_site() -> Iterator[Site]:
    with Site() as made:
        yield made


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    yield
    assert [thread.name for thread in threading.enumerate() if thread.name == "fetch"] == []

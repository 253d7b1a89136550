"""The application's answers: pages, health, faults and the headers on each of them."""

import json
import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from starlette.applications import Starlette

from bot.errors import StoreBusy
from bot.web.app import Health, create_app
from bot.web.metrics import Scrape
from bot.web.pages import POLICY
from tests.web.asgi import ask

PAGE = "<!DOCTYPE html><title>A digest</title>" + "<p>words</p>" * 200
WELL = Health(ok=True, database="ok", last_poll=timedelta(seconds=42.4), ledger={"sent": 12, "planned": 1})


class FakePages:
    """Pages by token, and a health that a test sets."""

    def __init__(self) -> None:
        self.pages = {"secret": PAGE}
        self.tell: Callable[[], Health] = lambda: WELL
        self.asked: list[str] = []

    def digest(self, token: str) -> str | None:
        self.asked.append(token)
        if token == "busy":
            raise StoreBusy("The database is busy.", "Try again in a minute.")
        if token == "broken":
            raise KeyError("a fault nobody foresaw")
        return self.pages.get(token)

    def feeds(self, token: str) -> bytes | None:
        return b"<opml/>" if token == "secret" else None

    def health(self) -> Health:
        return self.tell()

    def scrape(self) -> Scrape:
        raise StoreBusy("The database is busy.", "Try again in a minute.")


@pytest.fixture
def pages() -> FakePages:
    return FakePages()


@pytest.fixture
def app(pages: FakePages) -> Starlette:
    return create_app(pages)


def test_a_digest_is_shown_and_may_be_asked_for_again(app: Starlette) -> None:
    answer = ask(app, "/digests/secret", headers={"Accept-Encoding": "gzip"})
    assert (answer.status, answer.text) == (200, PAGE)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["content-encoding"] == "gzip"
    again = ask(app, "/digests/secret", headers={"If-None-Match": f'"other", {answer.headers["etag"]}'})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == answer.headers["etag"]


def test_the_list_of_feeds_is_given_to_whoever_knows_its_address(app: Starlette) -> None:
    answer = ask(app, "/feeds/secret.opml")
    assert (answer.status, answer.text) == (200, "<opml/>")
    assert answer.headers["content-type"] == "text/x-opml; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == POLICY
    assert ask(app, "/feeds/guess.opml").status == 404
    assert ask(app, f"/feeds/{'x' * 200}.opml").status == 404


def test_a_changed_page_has_another_etag(app: Starlette, pages: FakePages) -> None:
    before = ask(app, "/digests/secret").headers["etag"]
    pages.pages["secret"] = PAGE + "revised"
    assert ask(app, "/digests/secret", headers={"If-None-Match": before}).status == 200


def test_head_is_answered_like_get(app: Starlette) -> None:
    head, get = ask(app, "/digests/secret", method="HEAD"), ask(app, "/digests/secret")
    assert (head.status, head.headers) == (200, get.headers)


def test_the_address_that_the_log_names_says_that_all_is_well(app: Starlette) -> None:
    answer = ask(app, "/")
    assert answer.status == 200
    assert "Presswatch is running" in answer.text
    assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize(
    "path", ["/digests", "/digests/unknown", "/digests/", "/digests/a/b", "/digests/" + "x" * 200, "/.env"]
)
def test_what_is_not_there_is_404(app: Starlette, path: str) -> None:
    answer = ask(app, path)
    assert answer.status == 404
    assert "No such page" in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_an_endless_token_is_not_looked_up(app: Starlette, pages: FakePages) -> None:
    ask(app, "/digests/" + "x" * 200)
    assert pages.asked == []


def test_nothing_can_be_written(app: Starlette) -> None:
    answer = ask(app, "/digests/secret", method="POST")
    assert answer.status == 405
    assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize(
    "path", ["/digests/secret", "/digests/unknown", "/healthz", "/digests/busy", "/digests/broken"]
)
def test_every_answer_is_guarded(app: Starlette, path: str) -> None:
    headers = ask(app, path, fault=KeyError).headers
    assert headers["content-security-policy"] == POLICY
    assert "default-src 'none'" in POLICY
    assert "unsafe" not in POLICY
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-robots-tag"] == "noindex, nofollow"
    assert "set-cookie" not in headers


def test_healthz_when_all_is_well(app: Starlette) -> None:
    answer = ask(app, "/healthz")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert json.loads(answer.body) == {
        "status": "ok",
        "database": "ok",
        "last_poll_seconds_ago": 42,
        "ledger": {"sent": 12, "planned": 1},
    }


def test_healthz_when_polls_have_stopped(app: Starlette, pages: FakePages) -> None:
    pages.tell = lambda: Health(ok=False, database="ok", last_poll=None, ledger={})
    answer = ask(app, "/healthz")
    assert answer.status == 503
    assert (json.loads(answer.body)["status"], json.loads(answer.body)["last_poll_seconds_ago"]) == ("failing", None)


def test_healthz_when_the_database_cannot_be_asked(app: Starlette, pages: FakePages) -> None:
    def busy() -> Health:
        raise StoreBusy("The database is busy.")

    pages.tell = busy
    answer = ask(app, "/healthz")
    assert answer.status == 503
    assert json.loads(answer.body) == {
        "status": "failing",
        "database": "The database is busy.",
        "last_poll_seconds_ago": None,
        "ledger": {},
    }


def test_an_error_of_ours_says_its_cure(app: Starlette) -> None:
    answer = ask(app, "/digests/busy")
    assert answer.status == 503
    assert "The database is busy." in answer.text
    assert "Try again in a minute." in answer.text


def test_an_unknown_fault_has_an_id_that_the_log_has_too(app: Starlette, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="bot.web.app"):
        answer = ask(app, "/digests/broken", fault=KeyError)
    assert answer.status == 500
    assert "nobody foresaw" not in answer.text
    fault_id = caplog.records[0].getMessage().split()[1]
    assert fault_id in answer.text

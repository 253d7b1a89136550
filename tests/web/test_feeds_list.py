"""The list of feeds on the web: at the address that `feeds export` tells, and nowhere else; without passwords."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import open_app, utc_now, web_app
from bot.feeds.opml import read_opml
from bot.model.feed import FeedSpec
from bot.model.message import Buttons, Message, PageLink
from bot.settings import load_settings
from tests.web.asgi import ask

SPEC = FeedSpec(
    source="Echo", url="https://ann:secret@echo.example/feed", category="press", language="en", tier=1, fallbacks=()
)


def address_told(answer: object) -> str:
    assert isinstance(answer, Message)
    (buttons,) = [block for block in answer.blocks if isinstance(block, Buttons)]
    link = buttons.buttons[0].link
    assert isinstance(link, PageLink)
    return f"/{link.path}"


def test_it_is_where_the_answer_says_and_holds_no_password(tmp_path: Path) -> None:
    with open_app(load_settings(data=tmp_path)) as app:
        with app.store.writing() as session:
            session.feeds.add(SPEC, now=utc_now(), interval=timedelta(minutes=30))
        address = address_told(app.respond("feeds export"))
        assert address_told(app.respond("feeds export")) == address
        answer = ask(web_app(app), address)
        (listed,) = read_opml(answer.body).feeds
    assert (answer.status, listed.spec.url, b"secret" in answer.body) == (200, "https://echo.example/feed", False)
    assert len(address) > len("/feeds/.opml") + 20


@pytest.mark.parametrize("guess", ["", "x", "café"])
def test_nobody_guesses_it_before_or_after_it_was_made(tmp_path: Path, guess: str) -> None:
    with open_app(load_settings(data=tmp_path)) as app:
        assert ask(web_app(app), f"/feeds/{guess}.opml").status == 404
        app.respond("feeds export")
        assert ask(web_app(app), f"/feeds/{guess}.opml").status == 404

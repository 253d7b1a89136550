"""Whether Teams takes a message, and whether it does no harm there."""

from bot.chat.teams.card import render
from bot.chat.teams.seal import sealing
from bot.model.message import Message
from tests.chat.samples import BASE
from tests.chat.teams.reader import dressed, harm, links, undressed, unsafe
from tests.chat.teams.validator import faults

SIGN = sealing("a grain", "19:here@thread.tacv2")
HOSTS = (f"{BASE}/", "https://news.example/")


def sound(message: Message) -> None:
    """The message goes to Teams whole, and in each of its shapes within the limits."""
    for plain, sign in ((False, SIGN), (False, None), (True, SIGN)):
        shown = render(message, base_url=BASE, plain=plain, sign=sign)
        harmless(shown.card, most=10_000 if plain else 20_000)
        assert not unsafe(shown.text)
        assert plain or not [text for text in dressed(shown.card) if "did not fit" in text]


def harmless(card: dict[str, object], *, most: int = 20_000) -> None:
    """Teams takes the card, and nothing in it pings, links elsewhere, styles or breaks out."""
    wrong = faults(card, most)
    assert not wrong, wrong
    found = [(text, found) for text in dressed(card) for found in harm(text)]
    found += [(text, "unsafe") for text in undressed(card) if unsafe(text)]
    assert not found, found
    led = [url for text in dressed(card) for url in links(text) if not url.startswith(HOSTS)]
    assert not led, led

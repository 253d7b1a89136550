"""Whether Slack takes a message, and whether it does no harm there."""

from bot.chat.slack.blocks import render
from bot.model.message import Message
from tests.chat.samples import BASE
from tests.chat.slack.reader import dressed, harm, links
from tests.chat.slack.validator import faults, texts

HOSTS = (f"{BASE}/", "https://news.example/")


def sound(message: Message) -> None:
    """The message goes to Slack whole, in both of its shapes."""
    for plain in (False, True):
        shown = render(message, base_url=BASE, plain=plain)
        assert faults(shown.blocks, "plain" if plain else "message") == []
        assert [found for text in (*dressed(shown.blocks), shown.text) for found in harm(text)] == []
        assert all(url.startswith(HOSTS) for text in dressed(shown.blocks) for url in links(text))
        assert plain or not [text for text in texts(shown.blocks) if "did not fit" in text]

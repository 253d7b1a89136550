"""A web in memory: addresses that answer with a document, lead elsewhere for good, or fail."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bench.offline import Offline
from bot.digests.write import plain
from bot.flow.look import Look, look
from bot.model.command import Command
from bot.model.feed import Fault, FaultKind, Fetched, Visit
from bot.model.message import Message
from tests.flow.asker import ask
from tests.flow.press import NOW, Office
from tests.sandbox.inline import InlineParser


@dataclass
class Web(Offline):
    """Keeps `bot.ports.fetch.Fetcher`. What is nowhere answers 404."""

    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # address: type, body
    moved: dict[str, str] = field(default_factory=dict)  # for good
    faults: dict[str, Fault] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def fetch(self, visits: Iterable[Visit]) -> Iterator[Fetched]:
        for visit in visits:
            self.asked.append(visit.url)
            yield self._answer(visit)

    def look(self, url: str) -> Look:
        """What a person's visit brings."""
        return look(self, InlineParser(), url)

    def ask(self, desk: Office, command: Command) -> Message:
        """The answer to a command that may visit this web."""
        return ask(desk, command, look=self.look)

    def told(self, desk: Office, command: Command) -> str:
        """The same as text."""
        return plain(self.ask(desk, command))

    def _answer(self, visit: Visit) -> Fetched:
        final = self.moved.get(visit.url, visit.url)
        kind, body = self.pages.get(final, ("", b""))
        missing = Fault(kind=FaultKind.HTTP, message="The host answered 404 Not Found.")
        fault = self.faults.get(visit.url) or (None if kind else missing)
        return Fetched(
            feed_id=visit.feed_id,
            url=visit.url,
            final_url=final,
            status=404 if fault is missing else 0 if fault else 200,
            body=b"" if fault else body,
            content_type=kind,
            permanent_url=final if visit.url in self.moved else "",
            fault=fault,
            fetched_at=NOW,
        )


def rss(title: str, *items: str, language: str = "en-gb") -> tuple[str, bytes]:
    """A feed's type and document."""
    head = f"<title>{title}</title><link>https://echo.example/</link><language>{language}</language>"
    return "application/rss+xml", f'<rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'.encode()


def entry(number: int, title: str, *, day: str = "03 Mar 2026") -> str:
    """One item of it, dated at noon."""
    link = f"<link>https://echo.example/{number}</link><guid>echo-{number}</guid>"
    return f"<item><title>{title}</title>{link}<pubDate>{day} 12:00:00 GMT</pubDate></item>"

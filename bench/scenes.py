"""What pictures of a chat show: answers, digests and alerts of the sample newsroom, from a store of its own.

The newsroom's facts are its own, drawn as the bot says them; the counts of issues before its first are made up, so that
the comparison, the bars and the chart are to be seen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import App, new_token, open_app
from bot.chat.answering.respond import carry_out, respond
from bot.demo.newsroom import load_newsroom
from bot.demo.server import NewsroomServer
from bot.digests.write import write_digest
from bot.feeds.canonical import canonical
from bot.flow.answer.asking import Asking
from bot.flow.arrival import read_arrivals
from bot.flow.deliver import Patience, deliver
from bot.flow.desk import Desk
from bot.flow.origins import Origins
from bot.flow.place import FeedDocument, place
from bot.flow.tell import message_of
from bot.model.answer import Answer
from bot.model.command import FillForm
from bot.model.digest import Digest
from bot.model.entry import ParsedEntry
from bot.model.feed import FeedSpec
from bot.settings import ROOT, load_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One picture's content."""

    name: str
    answer: Answer
    words: str = ""  # those that one person said, who alone sees the answer; "" where it was posted for all
    is_edited: bool = False


BASE = "https://press.example"
HISTORY = (5, 6, 9, 5, 8, 4, 7, 11)
ZONE = "Europe/Berlin"
GONE = ("Harbour Courier", "Tidewater Ledger")  # their feeds answer 404
EVENT = "Transit police pause facial recognition after a wrongful arrest"
RETOLD = (
    "Transit police pause facial recognition at stations after wrongful arrest",
    "Facial recognition paused by transit police following a wrongful arrest",
    "Wrongful arrest: transit police pause their facial recognition",
)
QUERY = '"face search" OR (clearview NEAR/3 breach) OR (faces NEAR/2 scan)'


def scenes(folder: Path, platform: str) -> list[Scene]:
    """All scenes of people on a platform, from a store in this folder."""
    newsroom = load_newsroom(ROOT / "config" / "newsroom")
    with NewsroomServer(newsroom, datetime.now(UTC)) as server:
        host, port = server.address
        settings = load_settings(data=folder, zone=ZONE, fetch={"allow": (f"{host}:{port}",)})
        gone = [
            FeedSpec(source=source, url=f"{server.base}/{source[:4]}", category="press", language="en", tier=2)
            for source in GONE
        ]
        with open_app(settings, base_url=BASE) as app:
            app.set_up(feeds=[*server.feeds, *gone])
            app.poll()
            return list(_scenes(app, platform))


def _scenes(app: App, platform: str) -> Iterator[Scene]:
    asking = _asking(app, platform, "#press")
    yield _filled(app, asking, "subscribe", {"topic": "facial-recognition", "cadence": "weekly", "zone": ZONE})
    yield _filled(app, asking, "topic", {"name": "face-search", "query": QUERY})
    _say(app, asking, "subscribe facial-recognition weekly on Monday at 9")
    _say(app, asking, "digest facial-recognition")
    with app.store.reading() as session:
        first = session.digests.get(1)
    parts = write_digest(_ninth(first))
    yield Scene(name="digest", answer=parts[0])
    yield Scene(name="reply", answer=parts[1])
    yield Scene(name="noted", answer=parts[-1])
    yield Scene(name="quiet", answer=write_digest(replace(_ninth(first), stories=()))[0])
    yield _answered(app, asking, "search", "search clearview -phone")
    yield _answered(app, asking, "failing", "feeds health")
    yield _answered(app, asking, "why", "why these facial-recognition")
    _say(app, asking, "subscribe ai-privacy daily at 8")
    yield Scene(name="home", answer=_say(app, asking, "home"))
    yield _alert(app, _asking(app, platform, "#press-alerts"))


def _ninth(first: Digest) -> Digest:
    """The issue as if it had eight before it."""
    return replace(first, number=len(HISTORY) + 1, history=HISTORY)


def _asking(app: App, platform: str, name: str) -> Asking:
    """Somebody who asks in a channel of that name."""
    with app.store.writing() as session:
        workspace = session.channels.ensure_workspace(platform=platform, key="T1", name="Northwind")
        channel = session.channels.ensure(workspace=workspace, key=name, name=name)
    return Asking(
        channel=channel,
        zone=ZONE,
        now=datetime.now(UTC),
        new_token=new_token,
        look=app.look,
        rules=app.rules,
        outlets=app.outlets,
    )


def _say(app: App, asking: Asking, words: str) -> Answer:
    return respond(app.store, words, asking)


def _filled(app: App, asking: Asking, name: str, values: dict[str, str]) -> Scene:
    return Scene(name=name, answer=carry_out(app.store, FillForm(form=name, values=values), asking))


def _alert(app: App, asking: Asking) -> Scene:
    """An alert that was posted with one source's report, as it stands when three more have told it."""
    _say(app, asking, "subscribe facial-recognition at once")
    now = datetime.now(UTC)
    _report(app, EVENT, 0, now)
    for later in range(40):  # the parts of the digest go first, one a second
        _post(app, asking, now + timedelta(seconds=later))
    for feed, title in enumerate(RETOLD, start=1):
        _report(app, title, feed, now + timedelta(minutes=20 * feed))
    with app.store.reading() as session:
        alert = session.ledger.of_channel(asking.channel.id, limit=9)[-1]
        message = message_of(session, alert, rules=app.rules, now=now, origins=Origins(app.outlets))
    return Scene(name="alert", answer=message, is_edited=True)


def _post(app: App, asking: Asking, now: datetime) -> None:
    """What may go now goes to the terminal's transcript, in the platform's place."""
    posters = {asking.channel.platform: app.posters["console"]}
    patience = Patience(lease=timedelta(minutes=1))
    deliver(
        app.store,
        posters,
        rules=app.rules,
        clock=lambda: now,
        patience=patience,
        stop=lambda: False,
        outlets=app.outlets,
    )


def _report(app: App, title: str, feed: int, now: datetime) -> None:
    """A title that one of the feeds brings now."""
    with app.store.writing() as session:
        source = [one for one in session.feeds.all() if one.news_at is not None][feed]
        link = canonical(f"https://news.example/{'-'.join(title.casefold().split())}")
        summary = "The agency says that a match was taken for proof; a review is due in June."
        item = ParsedEntry(raw_id=link, link=link, title=title, summary=summary, published=now)
        place(session, Desk(), [FeedDocument(source, read_arrivals(source, [item]))], now=now)


def _answered(app: App, asking: Asking, name: str, words: str) -> Scene:
    """What one person sees who said these words."""
    return Scene(name=name, answer=_say(app, asking, words), words=words)

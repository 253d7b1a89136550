"""Yesterday's backup is restored while a day of posts is in the world: nothing is lost, and what comes again says so.

Feeds grow over days of a clock of the test; real polls, issues and posts follow. What the console's transcript holds is
the world: no backup takes it back.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.chat.console.post import ConsolePoster
from bot.chat.console.transcript import Post, Transcript
from bot.flow.deliver import Patience, deliver
from bot.flow.overflow import overflow
from bot.flow.publish import publish
from bot.model.channel import AlertRules, OwnRules
from bot.model.message import Bullets, Item, Message, WebLink
from bot.model.subscription import Cadence
from bot.store.sqlite import open_store
from bot.store.sqlite.backup import back_up
from bot.store.sqlite.migrations import migrate
from bot.store.sqlite.restore import Restored, restore
from bot.stories.origin import NO_OUTLETS
from tests.flow.press import FACES, NOW, Office, Press

HOUR = timedelta(hours=1)
RULES = AlertRules(ceiling=1000, quiet_from=None, quiet_to=None, zone="UTC", storm=1000, storm_minutes=15)
QUIET = OwnRules(quiet=(22, 7))
MARK = "May repeat"
NUMBER = re.compile(r"· No\. \d+")
AT_ONCE, AT_NIGHT, DAILY = "alerts", "quiet-alerts", "digests"


@dataclass
class Newsroom:
    """An installation on a clock of its own, and what it has posted."""

    folder: Path
    chance: random.Random
    press: Press = field(default_factory=lambda: Press(feeds={"alpha": [], "beta": [], "gamma": []}))
    office: Office | None = None
    served: dict[str, datetime] = field(default_factory=dict)  # every address, and when it first stood in a feed

    @property
    def path(self) -> Path:
        return self.folder / "presswatch.db"

    @property
    def transcript(self) -> Transcript:
        return Transcript(self.folder / "console.jsonl")

    @contextmanager
    def opened(self) -> Iterator[Office]:
        migrate(self.path, now=self.press.now)
        store = open_store(self.path)
        try:
            yield Office(store=store, press=self.press)
        finally:
            store.close()

    def print_more(self, count: int) -> None:
        """New items, each an event of its own: most dated, some not, some dated tomorrow, some an hour late."""
        for _ in range(count):
            name = "".join(self.chance.choices("bcdfghjklmnprstvz", k=9))
            words = " ".join("".join(self.chance.choices("abcdefghijklmnop", k=8)) for _ in range(6))
            item: dict[str, Any] = {"id": name, "url": f"https://site.example/{name}", "title": f"Faces {words}"}
            dated = self.chance.choice([timedelta(), timedelta(), -HOUR, timedelta(days=1), None])
            if dated is not None:
                item["date_published"] = (self.press.now + dated).isoformat()
            self.press.feeds[self.chance.choice(list(self.press.feeds))].append(item)
            self.served[item["url"]] = self.press.now

    def work(self, office: Office, hours: int) -> None:
        """Hours of work: each hour some news, a poll, the issues that are due, and what may be posted."""
        for _ in range(hours):
            self.print_more(self.chance.randint(0, 2))
            office.poll(after=HOUR)
            tick(self, office)


def tick(newsroom: Newsroom, office: Office, *, post: bool = True) -> None:
    clock: Callable[[], datetime] = lambda: newsroom.press.now  # noqa: E731
    tokens = iter(lambda: f"token-{newsroom.chance.getrandbits(64):x}", "")
    publish(office.store, clock=clock, new_token=lambda: next(tokens), stop=lambda: False)
    overflow(office.store, rules=RULES, clock=clock, stop=lambda: False)
    posters = {"console": ConsolePoster(newsroom.transcript, clock)} if post else {}
    if post:
        deliver(
            office.store, posters, rules=RULES, clock=clock, patience=Patience(), stop=lambda: False, outlets=NO_OUTLETS
        )


def set_up(newsroom: Newsroom, office: Office) -> None:
    """Three channels, after a first poll, which alerts nobody."""
    office.set_up(FACES)
    for name in newsroom.press.feeds:
        newsroom.press.feeds[name].append(
            {"id": f"first-{name}", "url": f"https://site.example/first-{name}", "title": "Faces"}
        )
    office.poll()
    office.subscribe("faces", Cadence.AT_ONCE, channel=AT_ONCE)
    quiet = office.subscribe("faces", Cadence.AT_ONCE, channel=AT_NIGHT)
    with office.store.writing() as session:
        session.channels.set_rules(quiet.channel_id, QUIET)
    office.subscribe("faces", Cadence.DAILY, channel=DAILY)


def links(message: Message) -> list[str]:
    """The articles that a message tells: as stories, or in the list of those that were held."""
    told = [span for block in message.blocks if isinstance(block, Item) for span in block.title]
    held = [span for block in message.blocks if isinstance(block, Bullets) for row in block.items for span in row]
    return [span.link.url for span in told + held if isinstance(span.link, WebLink)]


def is_marked(post: Post) -> bool:
    return MARK in repr(post.message)


def repeats(posts: list[Post], *, after: datetime) -> Iterator[tuple[Post, str]]:
    """What was posted after a moment and had been told before it: the same story to the same channel."""
    told: dict[str, set[str]] = defaultdict(set)
    for post in posts:
        for link in links(post.message):
            if post.posted_at <= after:
                told[post.channel].add(link)
            elif link in told[post.channel]:
                yield post, link


def issues_again(posts: list[Post], *, after: datetime) -> list[str]:
    """The issues that bear a number which stood in the channel before, and say nothing of it."""
    named = [(post, NUMBER.search(repr(post.message))) for post in posts if post.delivery_key.endswith(":0")]
    before = {(post.channel, name[0]) for post, name in named if name and post.posted_at <= after}
    return [
        post.delivery_key
        for post, name in named
        if name and post.posted_at > after and (post.channel, name[0]) in before and not is_marked(post)
    ]


def parent_of(posts: list[Post], post: Post) -> Post:
    return next((one for one in posts if one.id == post.reply_to and post.reply_to), post)


def a_day_is_lost(newsroom: Newsroom, lose: Callable[[Path], None]) -> Restored:
    """A day, a backup with posts on their way, another day, the restore, and three days more."""
    with newsroom.opened() as office:
        set_up(newsroom, office)
        newsroom.work(office, 26)
        newsroom.print_more(3)
        office.poll(after=HOUR)
        tick(newsroom, office, post=False)  # planned, and not posted yet
        backup = back_up(newsroom.path, newsroom.folder / "backup.db", now=newsroom.press.now).path
        newsroom.press.down = {"gamma"} if newsroom.chance.random() < 0.5 else set()
        newsroom.work(office, 26)
    lose(newsroom.path)
    restored = restore(newsroom.path, backup, now=newsroom.press.now)
    with newsroom.opened() as office:
        newsroom.work(office, 26)
        newsroom.press.down = set()
        newsroom.work(office, 26)
        newsroom.press.now += timedelta(days=1)  # the last night's alerts and the last day's digest
        tick(newsroom, office)
    return restored


def keep(_path: Path) -> None:
    """The replaced database is whole."""


def lose(path: Path) -> None:
    path.unlink()


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000].ljust(50_000, b"x"))


def forget_lineage(path: Path) -> None:
    """Somebody began anew, and has another database in its place."""
    path.unlink()
    migrate(path, now=NOW)


@pytest.fixture(autouse=True)
def _every_held_title_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the transcript alone tells what was told."""
    monkeypatch.setattr("bot.digests.write.held.SHOWN", 1000)


@pytest.mark.parametrize(("fate", "seed"), [(keep, 3), (keep, 8), (lose, 3), (damage, 8), (forget_lineage, 3)])
def test_nothing_is_lost_and_what_comes_again_says_so(tmp_path: Path, fate: Callable[[Path], None], seed: int) -> None:
    newsroom = Newsroom(folder=tmp_path, chance=random.Random(seed))
    restored = a_day_is_lost(newsroom, fate)
    with newsroom.opened() as office, office.store.reading() as session:
        restore_of = session.upkeep.last_restore()
    assert restore_of is not None
    assert restored.aftermath.exact is (fate is keep)
    posts = list(newsroom.transcript.read())

    again = list(repeats(posts, after=restore_of.restored_at))
    unmarked = [
        (post.channel, post.delivery_key, link) for post, link in again if not is_marked(parent_of(posts, post))
    ]
    assert unmarked == []
    if fate is keep:
        assert [post.delivery_key for post, _ in again if post.channel == AT_ONCE] == []
    else:
        assert {post.channel for post, _ in again} == {AT_ONCE, AT_NIGHT, DAILY}

    assert issues_again(posts, after=restore_of.restored_at) == []
    keys = [post.delivery_key for post in posts]
    assert len(keys) == len(set(keys))
    for channel in (AT_ONCE, AT_NIGHT, DAILY):
        told = {link for post in posts if post.channel == channel for link in links(post.message)}
        assert set(newsroom.served) - told == set(), channel


def test_a_backup_may_be_restored_twice(tmp_path: Path) -> None:
    newsroom = Newsroom(folder=tmp_path, chance=random.Random(5))
    a_day_is_lost(newsroom, keep)
    restored_at = newsroom.press.now
    aftermath = restore(newsroom.path, tmp_path / "backup.db", now=restored_at).aftermath
    assert not aftermath.exact  # the ledger in place does not know what its own restore had lost
    with newsroom.opened() as office:
        newsroom.work(office, 26)
    posts = list(newsroom.transcript.read())
    again = list(repeats(posts, after=restored_at))
    assert again
    assert [post.delivery_key for post, _ in again if not is_marked(parent_of(posts, post))] == []


def test_the_judge_sees_what_is_not_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.flow.place.is_doubtful", lambda *_: False)
    newsroom = Newsroom(folder=tmp_path, chance=random.Random(1))
    a_day_is_lost(newsroom, lose)
    posts = list(newsroom.transcript.read())
    with newsroom.opened() as office, office.store.reading() as session:
        restore_of = session.upkeep.last_restore()
    assert restore_of is not None
    assert [post for post, _ in repeats(posts, after=restore_of.restored_at) if not is_marked(post)]

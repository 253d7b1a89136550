"""Take in: the feeds of a list, each added, found to be here already, or told why it cannot be used."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.feeds.opml import FeedList, Listed, Unusable
from bot.flow.feed_book import FeedBook, Names
from bot.model.feed import Feed, FeedSpec
from bot.ports.store import Session, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What a list comes to: every feed that it names is in one of the five."""

    new: tuple[FeedSpec, ...]
    back: tuple[FeedSpec, ...]  # dropped before: they come back with their memory
    here: tuple[str, ...]  # visited already, by the names they have here
    repeats: tuple[str, ...]  # named further up in the list
    unusable: tuple[Unusable, ...]

    @property
    def added(self) -> tuple[FeedSpec, ...]:
        """What is visited from now on that was not before."""
        return self.new + self.back

    @property
    def named(self) -> int:
        """How many feeds the list names."""
        return len(self.added) + len(self.here) + len(self.repeats) + len(self.unusable)


def take_in(store: Store, found: FeedList, *, dry: bool, now: datetime, interval: timedelta) -> Intake:
    """Add what is not visited yet, due now; visit nothing. `dry`: only say what would come of it."""
    if dry:
        with store.reading() as session:
            return decide(found, FeedBook.of(session))
    with store.writing() as session:
        intake = decide(found, FeedBook.of(session))
        _add(session, intake, now, interval)
    return intake


def decide(found: FeedList, book: FeedBook) -> Intake:
    """What a list comes to, with the feeds there are. Pure."""
    new: list[FeedSpec] = []
    back: list[FeedSpec] = []
    here: list[str] = []
    names = Names(book.polled)
    for listed in found.feeds:
        if known := book.polled_at(listed.spec.url):
            here.append(known.source)
        elif dropped := book.dropped_at(listed.spec.url):
            back.append(spec_of(dropped))
        else:
            new.append(_named(listed, names))
    repeats = tuple(listed.spec.source for listed in found.repeats)
    return Intake(new=tuple(new), back=tuple(back), here=tuple(here), repeats=repeats, unusable=found.unusable)


def _named(listed: Listed, names: Names) -> FeedSpec:
    """The feed under a name of its own; an export of ours names publications as they should be."""
    spec = listed.spec
    source = spec.source if listed.ours else names.free(spec.source, spec.url)
    names.take(source, spec.url)
    return replace(spec, source=source)


def spec_of(feed: Feed, *, source: str = "") -> FeedSpec:
    """A feed as it is named, perhaps by a new source."""
    return FeedSpec(
        source=source or feed.source,
        url=feed.url,
        category=feed.category,
        language=feed.language,
        tier=feed.tier,
        fallbacks=feed.fallbacks,
    )


def _add(session: Session, intake: Intake, now: datetime, interval: timedelta) -> None:
    for spec in intake.added:
        session.feeds.add(spec, now=now, interval=interval)

"""The desk: what a worker keeps in memory to place entries fast. The store is the truth; every transaction checks
the desk against it and brings it up to date with what other workers have written since."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.flow.arrival import document_of, summary_of
from bot.model.entry import Entry
from bot.model.topic import Topic
from bot.ports.store import Session
from bot.stories.cluster import Report, StoryIndex
from bot.stories.match import TopicIndex
from bot.stories.query import Query, fault_of, query_of
from bot.stories.query.counting import counts_sources
from bot.stories.words import Words

log = logging.getLogger(__name__)
REMEMBERED = timedelta(days=14)  # twice the window in which reports join a story: first polls bring older ones


@dataclass
class Desk:
    """Caches of one worker: open stories and parsed topics. Not shared between threads."""

    stories: StoryIndex = field(default_factory=StoryIndex)
    topics: TopicIndex[int] = field(default_factory=TopicIndex)
    counting: TopicIndex[int] = field(default_factory=TopicIndex)  # those of them that count sources
    known_topics: dict[int, Topic] = field(default_factory=dict)
    seq: int = -1  # the commit up to which the stories are known; -1: not at all
    stamp: tuple[int, ...] = ()

    def catch_up(self, session: Session, now: datetime) -> None:
        """Bring both caches up to date, inside the transaction that will rely on them."""
        current = session.sequence()
        if self.seq < 0:
            self.learn(session.entries.since(now - REMEMBERED))
        elif self.seq != current:
            for winner, loser in session.stories.merged_after(self.seq):
                self.stories.merge(winner, loser)
            self.learn(session.entries.after(self.seq))
        self.seq = current
        self._read_topics(session)

    def learn(self, entries: Iterable[Entry]) -> None:
        """Take entries that are placed already into the index."""
        for entry in entries:
            document = document_of(entry)
            self.stories.add(report_of(entry, document.title, summary_of(document, entry.summary)), entry.story_id)

    def distrust(self) -> None:
        """Forget everything: after a transaction that failed, memory may hold what the store does not."""
        self.stories, self.seq = StoryIndex(), -1

    def tidy(self, now: datetime) -> None:
        """Forget stories that no report can join any more."""
        self.stories.forget(now - REMEMBERED)

    def _read_topics(self, session: Session) -> None:
        stamp = session.topics.stamp()
        if stamp != self.stamp:
            topics = session.topics.all()
            queries = list(read_queries(topics))
            self.topics = TopicIndex(queries)
            self.counting = TopicIndex((topic_id, query) for topic_id, query in queries if counts_sources(query))
            self.known_topics = {topic.id: topic for topic in topics}
            self.stamp = stamp


def read_queries(topics: Iterable[Topic]) -> Iterator[tuple[int, Query]]:
    """The topics' queries by id. One that cannot be read any more, as it names what the lists of entities lost, finds
    nothing and is told of in the log: it must not keep the others, and all feeds, waiting."""
    for topic in topics:
        if fault := fault_of(topic):
            log.warning(
                "topic %s finds nothing until its query is mended: %s %s", topic.name, fault.message, fault.cure
            )
        else:
            yield topic.id, query_of(topic)


def report_of(entry: Entry, title: Words, summary: Words) -> Report:
    """An entry as clustering sees it, with its words as they were read before."""
    return Report(
        entry_id=entry.id,
        title=title,
        summary=summary,
        source=entry.source,
        when=entry.when,
        language=entry.language,
    )

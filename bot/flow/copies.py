"""Copies: a workspace's topic that only has words or a threshold beside the installation's goes on with what that asks
now. One whose query was written anew is left alone."""

import logging
from collections.abc import Iterator
from datetime import datetime

from bot.flow.match import rematch
from bot.model.topic import Topic
from bot.ports.store import Session
from bot.stories.query import LIMIT, fault_of, parse
from bot.stories.query.beside import NOTHING, Beside, beside_of, with_beside

log = logging.getLogger(__name__)


def renew_copies(session: Session, before: Topic, after: Topic, *, now: datetime) -> None:
    """Change every copy of an installation's topic that has changed, as far as it was the same; match each anew."""
    for workspace_id, own, had in list(_copies(session, before)):
        query = str(with_beside(parse(after.query), had)) if had != NOTHING else after.query
        if len(query) > LIMIT:
            log.warning(
                "topic %s of workspace %d stays as it was: with its own words it would have over %d characters;"
                " `topic clear %s WORDS` makes room",
                own.name,
                workspace_id,
                LIMIT,
                own.name,
            )
            continue
        saved = session.topics.save(
            workspace_id=workspace_id,
            name=own.name,
            title=own.title,
            query=query,
            threshold=after.threshold if own.threshold == before.threshold else own.threshold,
            now=now,
        )
        found = rematch(session, saved, now=now)
        log.info("topic %s of workspace %d has changed with it, and finds %d stories", own.name, workspace_id, found)


def _copies(session: Session, before: Topic) -> Iterator[tuple[int, Topic, Beside]]:
    """The copies that say what the topic said, each with its workspace and what it has beside that."""
    if fault_of(before):
        return
    base = parse(before.query)
    for topic in session.topics.all():
        if topic.workspace_id is not None and topic.name == before.name and not fault_of(topic):
            had = beside_of(parse(topic.query), base)
            if had is not None:
                yield topic.workspace_id, topic, had

"""Samples: what a person points at as an example of a topic: stories, addresses of articles, or a text."""

from collections.abc import Sequence

from bot.errors import CommandError, ParseRejected
from bot.feeds.addresses import host_of, web_address
from bot.feeds.canonical import canonical, site
from bot.flow.answer.asking import Asking
from bot.flow.answer.feed_faults import refusal
from bot.flow.answer.numbered import story_named
from bot.flow.answer.why_link import article
from bot.ports.store import Session, Store
from bot.stories.propose import Sample

MOST = 8  # examples of one topic
_TITLE = 200  # characters of a text that are taken for its title, where no line or sentence ends before
_OFFER = "`topic new like` takes the words of it, too: paste its headline and a sentence or two."


def samples_of(store: Store, examples: Sequence[str], asking: Asking) -> tuple[Sample, ...]:
    """What the examples say. An address that no feed has brought is visited, outside any transaction.

    Raises NotFound for a story that is not there, CommandError for what cannot be read.
    """
    if len(examples) > MOST:
        raise CommandError(f"These are {len(examples)} examples; {MOST} are the most.", "Take the most different ones.")
    with store.reading() as session:
        known = {example: _known(session, example) for example in examples}
    samples = (known[example] or _visited(example, asking) for example in dict.fromkeys(examples))
    return tuple(dict.fromkeys(samples))  # two articles may tell one story


def _known(session: Session, example: str) -> Sample | None:
    """A story of the archive, or a text; None for an address that no feed has brought."""
    if example.isdigit():
        return _story(session, story_named(session, int(example)).id)
    if not _is_address(example):
        return _text(example)
    found = article(session, canonical(example))
    return _story(session, found.entry.story_id) if found else None


def _is_address(example: str) -> bool:
    return len(example.split()) == 1 and bool(site(canonical(example)))


def _story(session: Session, story_id: int) -> Sample:
    """A story with the titles and the summaries of its articles."""
    story, entries = session.stories.get([story_id])[story_id], session.entries.of_stories([story_id])[story_id]
    lead = next((entry for entry in entries if entry.id == story.lead_id), entries[0])
    return Sample(title=story.title, text=lead.summary, titles=tuple(entry.title for entry in entries))


def _text(said: str) -> Sample:
    """A text that was pasted: its first line or sentence is its title."""
    first, found, rest = said.strip().partition("\n")
    if not found:
        first, found, rest = said.partition(". ")
    return Sample(title=first[:_TITLE], text=f"{first[_TITLE:]} {rest}".strip(), titles=(first[:_TITLE],))


def _visited(example: str, asking: Asking) -> Sample:
    """What a page says of itself to those who link to it."""
    look = asking.look(web_address(example))
    title, text = look.parsed.page if isinstance(look.parsed, ParseRejected) else ("", "")
    if title:
        return Sample(title=title, text=text, titles=(title,))
    where = host_of(example)
    if look.parsed is not None and not isinstance(look.parsed, ParseRejected):
        raise CommandError(f"{where} answers with a feed, not with an article.", "Give the address of one article.")
    if isinstance(look.parsed, ParseRejected) and look.parsed.reason == "html-page":
        raise CommandError(f"The page of {where} has no title to read.", _OFFER)
    raise CommandError(f"{where} could not be read: {refusal(look).message}", _OFFER)

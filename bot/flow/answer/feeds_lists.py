"""Lists of feeds: one taken in from an address or a file, and ours given out."""

from collections.abc import Sequence

from bot.digests.write.text import and_more
from bot.feeds.addresses import has_credentials, shown, web_address
from bot.feeds.opml import read_opml
from bot.flow.answer.asking import Asking
from bot.flow.answer.feed_faults import refusal
from bot.flow.answer.phrases import code, count, rest_of, says, strong, text
from bot.flow.take_in import Intake, take_in
from bot.model.command import ExportFeeds, ImportFeeds
from bot.model.feed import FeedSpec
from bot.model.message import Block, Bullets, Button, Buttons, Header, Message, PageLink, Paragraph, Small, Span
from bot.ports.store import Session, Store

TOKEN = "feeds_token"  # the fact that holds the unguessable part of the list's address
_NAMED = 30  # names of a group …
_REASONS = 12  # … and reasons that are told one by one


def import_feeds(store: Store, command: ImportFeeds, asking: Asking) -> Message:
    """Take in the list at an address, or only say what would come of it.

    Raises PresswatchError, with the cure, where there is no list to read.
    """
    address = web_address(command.url)
    look = asking.look(address)
    if look.fetched.fault is not None:
        raise refusal(look)
    found = read_opml(look.fetched.body, look.fetched.content_type)
    intake = take_in(store, found, dry=command.dry, now=asking.now, interval=asking.interval)
    again = says(f"feeds import {shown(address)}", "Add them", primary=True)
    useful = command.dry and intake.added and not has_credentials(address)
    return told(intake, dry=command.dry, next_step=again if useful else None)


def told(intake: Intake, *, dry: bool, next_step: Button | None = None) -> Message:
    """What came, or would come, of a list: counts that add up to what it names, and the names behind them."""
    if not intake.named:
        said = "The list names no feed."
        return Message(fallback=said, blocks=(Paragraph((text(said),)), Small((text("Nothing was changed."),))))
    said = f"{'Dry run: the' if dry else 'The'} list names {count(intake.named, 'feed')}"
    blocks: list[Block] = [Header(said), Bullets(tuple(_groups(intake, dry))), *_unusable(intake)]
    blocks.append(Small((text(_outlook(intake, dry)),)))
    return Message(fallback=f"{said}.", blocks=(*blocks, *([Buttons((next_step,))] if next_step else [])))


def export_feeds(session: Session, _command: ExportFeeds, asking: Asking) -> Message:
    """Where our list is to be had: its page, and the command that writes it to a file."""
    token = session.upkeep.fact(TOKEN)
    if not token:
        token = asking.new_token()
        session.upkeep.set_fact(TOKEN, token)
    all_feeds = session.feeds.all()
    feeds = count(len(all_feeds), "feed")
    secret = any(has_credentials(feed.url) or has_credentials(feed.address) for feed in all_feeds)
    page = PageLink(f"feeds/{token}.opml")
    return Message(
        fallback=f"{feeds} as OPML.",
        blocks=(
            Paragraph((Span(f"{feeds} as OPML", link=page), text(", for Presswatch or any news reader."))),
            Small((text("On the machine itself: "), code("presswatch feeds export feeds.opml"), text("."))),
            *(
                [Small((text("Names and passwords in addresses are left out of the page; the command writes them."),))]
                if secret
                else []
            ),
            Buttons((Button("Open the list", link=page),)),
        ),
    )


def _groups(intake: Intake, dry: bool) -> list[tuple[Span, ...]]:
    """One line a group that is not empty: how many, and which. The figures add up to what the list names."""
    groups = (
        (_sources(intake.new), "would be added" if dry else "added"),
        (_sources(intake.back), "would come back with what is remembered of them" if dry else "back with their memory"),
        (intake.here, "here already"),
        (intake.repeats, "named a second time in the list"),
        (tuple(one.name for one in intake.unusable), "of no use"),
    )
    return [(strong(f"{len(names):,}"), text(f" {words}: {_some(names)}")) for names, words in groups if names]


def _sources(specs: Sequence[FeedSpec]) -> tuple[str, ...]:
    return tuple(spec.source for spec in specs)


def _some(names: Sequence[str]) -> str:
    return and_more(names, _NAMED)


def _unusable(intake: Intake) -> list[Block]:
    """Each line that is of no use, with its reason."""
    if not intake.unusable:
        return []
    rows = [(strong(one.name), text(f" {one.reason}")) for one in intake.unusable[:_REASONS]]
    more = rest_of(len(intake.unusable) - _REASONS)
    return [Paragraph((text("Why they are of no use:"),)), Bullets((*rows, *more))]


def _outlook(intake: Intake, dry: bool) -> str:
    if dry:
        return "Nothing was changed, and no feed was visited."
    if not intake.added:
        return "Nothing was changed."
    return "They are visited from the worker’s next tick on; first visits alert nobody."

"""Changes: who changed what in this workspace, newest first."""

from bot.errors import NotFound
from bot.flow.answer.asking import Asking, known_channels
from bot.flow.answer.phrases import clipped, code, count, moment, plain_answer, strong, text, turning
from bot.model.command import ListChanges
from bot.model.message import Bullets, Buttons, Header, Message, Small, Span
from bot.ports.store import Session
from bot.ports.store.audit import Change

PAGE = 10  # changes
_LONGEST = 160  # characters of what was asked for


def list_changes(session: Session, command: ListChanges, asking: Asking) -> Message:
    """A page of the audit."""
    first = (command.page - 1) * PAGE
    known = [channel.id for channel in known_channels(session, asking)]
    here = asking.channel.workspace_id
    found = session.audit.of_workspace(here, limit=PAGE + 1, offset=first, channel_ids=known)
    if not found and command.page == 1:
        return plain_answer(
            "Nobody has changed anything here yet.",
            small="Subscriptions, topics, mutes, alerts and feeds: each change leaves a line.",
        )
    if not found:
        raise NotFound(f"There is no page {command.page:,} of changes.", "Say `changes` for the newest.")
    shown, more = found[:PAGE], len(found) > PAGE
    pages = f"{_plural(len(shown))}, newest first" + (f" · page {command.page:,}" if more or command.page > 1 else "")
    return Message(
        fallback=f"{_plural(len(shown))} in this workspace",
        blocks=(
            Header("Who changed what"),
            Small((text(pages),)),
            Bullets(tuple(_row(change, asking) for change in shown)),
            *_steps(command.page, more),
        ),
    )


def _plural(number: int) -> str:
    return count(number, "change")


def _row(change: Change, asking: Asking) -> tuple[Span, ...]:
    where = f" in {change.channel_name}" if change.channel_name else ""
    return (
        text(f"{moment(change.at, asking.zone, asking.now)} · "),
        strong(change.name or change.person),
        text(f"{where}: "),
        code(clipped(change.words, _LONGEST)),
    )


def _steps(page: int, more: bool) -> list[Buttons]:
    turned = turning("changes", page, page + more)
    return [Buttons(turned)] if turned else []

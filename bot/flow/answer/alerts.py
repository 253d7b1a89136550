"""Alerts: how often and when they may interrupt this channel, and what waits because they may not."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.digests import zones
from bot.digests.interrupt import day_began, lately_from
from bot.digests.write import when_told
from bot.digests.write.held import reasons
from bot.errors import CommandError
from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import count, said, says, strong, text
from bot.flow.overflow import telling_of, unpaused
from bot.model.channel import NEVER_QUIET, AlertRules, Channel, OwnRules
from bot.model.command import Alerts
from bot.model.delivery import Delivery
from bot.model.message import Block, Button, Buttons, Fields, Header, Message, Notice, Paragraph, Span, Tone
from bot.model.subscription import Cadence
from bot.ports.store import Session

MOST = 1000  # alerts a day


def alerts(session: Session, command: Alerts, asking: Asking) -> Message:
    """The rules of this channel, each with where it comes from; those that the command names are set first."""
    own = session.channels.rules(asking.channel.id)
    changed = _changed(session, own, command, asking)
    if changed != own:
        session.channels.set_rules(asking.channel.id, changed)
    said = sentence(changed.over(asking.rules), asking.channel)
    named = command != Alerts()
    return Message(
        fallback=said,
        blocks=(
            Paragraph((text(said),)) if named else Header(f"Alerts in {asking.channel.name}"),
            *_unheard(session, asking),
            Fields(
                (
                    *_rules(changed, _clock_origin(own, changed, command, asking), asking),
                    *_today(session, changed, asking),
                )
            ),
            Buttons(_steps(session, changed, asking)),
        ),
    )


def _changed(session: Session, own: OwnRules, command: Alerts, asking: Asking) -> OwnRules:
    """The channel's rules with what the command names; CommandError where it cannot be so. Hours that are named
    without a zone are those of a clock that the asker can know; the settings' own is not written down, so that it
    follows them."""
    if command.ceiling is not None and not 0 <= command.ceiling <= MOST:
        raise CommandError(
            f"At most {command.ceiling:,} alerts a day: that is no number from 0 to {MOST:,}.",
            "Say `alerts at most 5 a day`; with 0, all of them are held and told together.",
        )
    if command.quiet not in (None, NEVER_QUIET) and not _are_hours(command.quiet):
        raise CommandError(
            "Quiet hours are two different hours from 0 to 23.", "Say `alerts quiet 22 to 7`, or `alerts never quiet`."
        )
    zone = None if command.zone is None else zones.find(command.zone)
    if command.zone is not None and zone is None:
        raise CommandError(f"“{command.zone}” is no time zone.", "Zones are named like Europe/Berlin.")
    if zone is None and command.quiet not in (None, NEVER_QUIET):
        known = clock_of(session, own, asking)
        zone = None if known == asking.rules.zone else known
    return replace(
        own,
        ceiling=own.ceiling if command.ceiling is None else command.ceiling,
        quiet=command.quiet or own.quiet,
        zone=zone or own.zone,
    )


def clock_of(session: Session, own: OwnRules, asking: Asking) -> str | None:
    """The zone in which somebody names hours here: the one that was set for the channel, else their own, else that of
    most of what comes here; None where nothing tells, for the installation's."""
    if own.zone or asking.person.zone:
        return own.zone or asking.person.zone
    orders = session.subscriptions.of_channel(asking.channel.id)
    return next((zone for zone, _ in Counter(order.schedule.zone for order in orders).most_common(1)), None)


def _are_hours(quiet: tuple[int, int] | None) -> bool:
    return quiet is not None and quiet[0] != quiet[1] and all(0 <= hour <= 23 for hour in quiet)


def sentence(rules: AlertRules, channel: Channel) -> str:
    """The rules in one sentence."""
    if rules.ceiling == 0:
        return f"No alert interrupts {channel.name}: all are held and told together."
    quiet = "" if rules.quiet_from is None else f", and none from {_span(rules)} ({rules.zone})"
    return f"Alerts may interrupt {channel.name} {count(rules.ceiling, 'time')} a day{quiet}."


def _unheard(session: Session, asking: Asking) -> list[Block]:
    """That nothing comes as an alert here, where that is so."""
    orders = session.subscriptions.of_channel(asking.channel.id)
    if any(order.schedule.cadence is Cadence.AT_ONCE for order in orders):
        return []
    taken = {order.topic_id for order in orders}
    offered = sorted(session.topics.offered(asking.channel.workspace_id), key=lambda topic: topic.id in taken)
    words = text("No topic comes here at once, so there are no alerts. ")
    example = f"subscribe {offered[0].name} at once" if offered else "topic new"
    return [Notice(Tone.INFO, (words, said(example), text(" changes that." if offered else " makes a topic.")))]


def _rules(own: OwnRules, clock_origin: str, asking: Asking) -> list[tuple[str, tuple[Span, ...]]]:
    rules = own.over(asking.rules)
    quiet = "never" if rules.quiet_from is None else _span(rules)
    most = count(rules.ceiling, "alert")
    storm = f"more than {count(rules.storm, 'alert')} within {count(rules.storm_minutes, 'minute')}"
    return [
        ("A day", (strong(f"at most {most}"), text(_origin(own.ceiling is not None)))),
        ("Quiet", (strong(quiet), text(_origin(own.quiet is not None)))),
        ("Clock", (strong(rules.zone), text(clock_origin))),
        ("A storm", (text(f"{storm}: the rest is held, and one line says so{_origin(False)}"),)),
    ]


def _clock_origin(before: OwnRules, after: OwnRules, command: Alerts, asking: Asking) -> str:
    """Where the clock comes from, and whose it is where hours brought it along unasked."""
    if command.zone is not None or after.zone == before.zone:
        return _origin(after.zone is not None)
    whose = "your own clock" if after.zone == asking.person.zone else "the clock of the digests here"
    return f"{_origin(True)}: {whose}; say another with “in ZONE”"


def _origin(is_own: bool) -> str:
    return " · set here" if is_own else " · by the settings"


def _span(rules: AlertRules) -> str:
    return f"{rules.quiet_from:02}:00 to {rules.quiet_to:02}:00"


def _today(session: Session, own: OwnRules, asking: Asking) -> list[tuple[str, tuple[Span, ...]]]:
    """What was posted today, and what is held."""
    rules = own.over(asking.rules)
    got = session.ledger.interruptions(
        asking.channel.id, day_began=day_began(rules, asking.now), lately=lately_from(rules, asking.now)
    )
    held = session.ledger.held(asking.channel.id)
    today = f"{got.posted:,} of {rules.ceiling:,}"
    return [("Today", (text(today),)), ("Held", _held(session, held, rules, asking))]


def _held(session: Session, held: Sequence[Delivery], rules: AlertRules, asking: Asking) -> tuple[Span, ...]:
    if not held:
        return (text("none"),)
    telling = telling_of(session, asking.channel.id, rules=rules, now=asking.now)
    coming = unpaused(session, held, asking.now)
    when = when_told(telling, asking.now) if coming else "when the pause ends"
    come = "it comes" if len(held) == 1 else "they come"
    return strong(f"{len(held):,}"), text(f" ({reasons(one.reason for one in held)}); {come} {when}")


def _steps(session: Session, own: OwnRules, asking: Asking) -> tuple[Button, ...]:
    rules = own.over(asking.rules)
    quiet = (
        says("alerts quiet 22 to 7", "Quiet from 22 to 7")
        if rules.quiet_from is None
        else says("alerts never quiet", "No quiet hours")
    )
    held = [says("ledger held", "What is held")] if session.ledger.held(asking.channel.id) else []
    return (says("alerts change", "Change"), quiet, *held, says("ledger", "Ledger"))

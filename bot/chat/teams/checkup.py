"""Checkup: what the doctor finds out about Teams: the token, clocks, the public address, places, workflows."""

from collections.abc import Generator, Iterator
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import httpx
from pydantic import SecretStr

from bot.chat.checkup import clocks, followed
from bot.chat.teams.address import address
from bot.chat.teams.package import is_id
from bot.chat.teams.people import PLATFORM
from bot.chat.teams.sdk import Sdk
from bot.chat.teams.wanting import id_faults, webhook_faults
from bot.errors import PlatformFault
from bot.flow.answer.phrases import count
from bot.flow.channels import channel_named, channels_of
from bot.model.channel import WORKFLOWS, Channel
from bot.model.delivery import Outcome, OutcomeKind, Reach
from bot.model.finding import Finding
from bot.model.message import Message, Paragraph, Span
from bot.ports.poster import Poster
from bot.ports.store import Store
from bot.settings import TeamsPart

_TEST = "Presswatch can post here. (`presswatch doctor --teams --post` asked for this line.)"
_MOST = 12  # places that are named
_SIGNATURE = 43  # characters of what a workflow's address is signed with
_GRACE = 1.0  # seconds

_NETWORK = "Check this machine's network, name service and proxy: Presswatch calls Microsoft by https."
_ADD = "Upload the package (`presswatch teams package`) and add the app to a team: docs/howto/teams.md."
_AGAIN = "Add Presswatch to that team or chat again, and say something to it there."
_IDS = "Copy it from the registration's page in Entra: docs/howto/teams.md says where it stands."
_OBJECT = "Copy the object id from the person's page in Entra into teams.editors, or take it out."
_COPY = "Copy the address anew from the workflow: docs/howto/teams.md."
_RIGHTS = "what a channel gets is changed by whoever added Presswatch to it and by owners of the team"


def examine_bot(
    part: TeamsPart, *, sdk: Sdk, poster: Poster, store: Store, base_url: str, now: datetime, post: str
) -> Iterator[Finding]:
    """What is to be said of the bot. `post` names a conversation for a test message, "" for none."""
    silence = yield from _admission(part, now, sdk)
    if not silence and not part.unauthenticated:
        yield address(base_url, timeout=part.post_timeout)
    yield from _places(part.tenant_id, store)
    yield from _rights(part.editors)
    if post and silence:
        yield Finding(f"Teams: nothing was posted in {post}: {silence}", "Mend that first.", True)
    elif post:
        with store.reading() as session:
            known = channel_named(session, post, platform=PLATFORM)
        yield _posted(poster, known)


def examine_workflows(part: TeamsPart, *, poster: Poster, post: str) -> Iterator[Finding]:
    """Whether the workflows' addresses can be such; they are secrets, and are not said. `post` names one to try."""
    faults = dict(webhook_faults(part))
    for name, url in part.webhooks.items():
        if name in faults:
            yield Finding(f"Teams: the address of teams.webhooks.{name} {faults[name]}", _COPY, True)
        elif said := _signature_fault(url):
            yield Finding(f"Teams: the address of teams.webhooks.{name} {said}", _COPY)
        else:
            yield Finding(f"Teams: the address of the workflow {name} is whole; only a message shows whether it works")
    if post:
        yield _tried(part, poster, post)


def _admission(part: TeamsPart, now: datetime, sdk: Sdk) -> Generator[Finding, None, str]:
    """Whether the bot is let in; returns why nothing could be asked, "" where somebody answered."""
    wrong = id_faults(part)
    yield from (Finding(f"Teams: {fault}", _IDS, True) for fault in wrong)
    if wrong:
        return wrong[0]
    if part.unauthenticated:
        cure = "Take teams.unauthenticated out before anybody else can reach it."
        yield Finding("Teams: every request is believed, as a playground needs it", cure)
        return ""
    try:
        sdk.loop.run(sdk.tokens.bot(), seconds=part.post_timeout + _GRACE)
    except PlatformFault as fault:
        yield Finding(fault.message, fault.cure or _NETWORK, True)
        return fault.message.rstrip(".")
    yield Finding("Teams: Microsoft gives Presswatch a token")
    yield from clocks(
        "Teams", _date(f"{sdk.cloud.environment.login_endpoint}/{part.tenant_id}", part.post_timeout), now
    )
    return ""


def _date(directory: str, timeout: float) -> str:
    """What the time is there, where tokens are given out."""
    try:
        answer = httpx.get(f"{directory}/v2.0/.well-known/openid-configuration", timeout=timeout)
    except (httpx.HTTPError, httpx.InvalidURL):
        return ""
    return str(answer.headers.get("date", ""))


def _places(tenant: str, store: Store) -> Iterator[Finding]:
    """Who knows us, and what keeps us from posting where somebody subscribed."""
    with store.reading() as session:
        known = channels_of(session, PLATFORM, tenant)
        subscribed = followed(session, known)
    if not known:
        yield Finding("Teams: no team and no chat knows Presswatch yet", _ADD)
        return
    teams = len({channel.team for channel in known if channel.team})
    names = ", ".join(channel.name for channel in known[:_MOST]) + (", …" if len(known) > _MOST else "")
    yield Finding(f"Teams: known in {count(teams, 'team')}, {count(len(known), 'channel or chat', 'places')}: {names}")
    for channel in subscribed:
        if channel.parked:
            yield Finding(f"Teams: nothing can be posted in {channel.name}: {channel.parked}", _AGAIN)
        elif not channel.service_url:
            yield Finding(
                f"Teams has not said yet where it takes messages for {channel.name}",
                "Say anything to Presswatch there.",
            )


def _rights(editors: tuple[str, ...]) -> Iterator[Finding]:
    """Who may change what."""
    strange = [editor for editor in editors if not is_id(editor)]
    for editor in strange:
        yield Finding(f"Teams: teams.editors names {editor}, which is no object id", _OBJECT)
    known = len(editors) - len(strange)
    named = f"{count(known, 'person', 'people')} who may change everything" if known else "nobody"
    alone = "" if known else ", so feeds are changed at this terminal alone"
    yield Finding(f"Teams: {_RIGHTS}; teams.editors names {named}{alone}")


def _signature_fault(url: SecretStr) -> str:
    signatures = parse_qs(urlsplit(url.get_secret_value()).query).get("sig", [""])
    if not signatures[0]:
        return "carries no signature: the workflow must take messages from anyone who has its address"
    short = len(signatures[0]) < _SIGNATURE
    return f"is cut short: its signature has {len(signatures[0])} of {_SIGNATURE} characters" if short else ""


def _tried(part: TeamsPart, poster: Poster, name: str) -> Finding:
    """One line to a workflow."""
    if name not in part.webhooks:
        return Finding(f"Teams: there is no workflow {name}", "Name it in PRESSWATCH_TEAMS__WEBHOOKS.", True)
    return _posted(poster, Channel(id=0, workspace_id=0, platform=WORKFLOWS, key=name, name=name))


def _posted(poster: Poster, channel: Channel) -> Finding:
    """Post one line. It is no delivery: it stands in no ledger, and is not tried again."""
    line = Message(fallback=_TEST, blocks=(Paragraph((Span(_TEST),)),))
    outcome = poster.post(channel, line, delivery_key="", reply_to="")
    where = channel.name
    match outcome.kind:
        case OutcomeKind.SENT if outcome.platform_id:
            return Finding(f"Teams: a test message stands in {where}, as {outcome.platform_id}")
        case OutcomeKind.SENT:
            return Finding(f"Teams: a test message for {where} was {outcome.reason}", "Look whether it is there.")
        case OutcomeKind.UNCLEAR:
            return Finding(f"Teams: a test message may stand in {where}: {outcome.reason}", "Look whether it is there.")
    return Finding(f"Teams: nothing was posted in {where}: {outcome.reason}", _cure(channel, outcome), True)


def _cure(channel: Channel, outcome: Outcome) -> str:
    match outcome.kind:
        case OutcomeKind.RETRY:
            return f"Try again in a few minutes. {_NETWORK}"
        case OutcomeKind.PARKED if channel.platform == WORKFLOWS:
            return _COPY
        case OutcomeKind.PARKED if outcome.parks is Reach.CHANNEL:
            return _AGAIN
    return "Mend the token, as said above." if outcome.kind is OutcomeKind.PARKED else "Tell whoever looks after it."

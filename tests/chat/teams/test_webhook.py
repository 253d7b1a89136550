"""Workflows: a card to an address, which is a secret, and what their answers mean."""

import logging
from datetime import UTC, datetime

import pytest

from bot.chat.teams.card import CONTENT_TYPE
from bot.chat.teams.hosts import webhook_fault
from bot.model.channel import Channel
from bot.model.delivery import Outcome, OutcomeKind, Reach
from bot.model.message import Button, Buttons, Header, Message, Paragraph, Span, Style, WebLink
from tests.chat.teams.flows import SECRET, FlowRig, flow_rig

MESSAGE = Message(
    fallback="A digest",
    blocks=(
        Header("A digest"),
        Paragraph((Span("Nothing to report. Say "), Span("help", Style.COMMAND))),
        Buttons((Button("Why these?", command="why these"), Button("Read", link=WebLink("https://press.example/")))),
    ),
)


def channel(name: str = "desk") -> Channel:
    return Channel(id=1, workspace_id=1, platform="workflows", key=name, name=name, workspace_key="workflows")


def post(rig: FlowRig, name: str = "desk") -> Outcome:
    return rig.poster.post(channel(name), MESSAGE, delivery_key="digest:1:0", reply_to="")


def test_a_card_is_taken_and_that_it_is_only_taken_is_said() -> None:
    with flow_rig("desk") as rig:
        outcome = post(rig)
        ((path, body),) = rig.workflow.taken
    assert (outcome.kind, outcome.platform_id) == (OutcomeKind.SENT, "")
    assert "does not say whether it arrived" in outcome.reason
    assert path == f"/workflows/desk?{SECRET}"
    (card,) = body["attachments"]
    assert (body["type"], card["contentType"]) == ("message", CONTENT_TYPE)


def test_no_button_needs_a_bot_and_links_stay() -> None:
    with flow_rig("desk") as rig:
        post(rig)
        ((_, body),) = rig.workflow.taken
    assert "Action.Execute" not in str(body)
    assert "“help”" in str(body)
    assert "@Presswatch" not in str(body)  # nobody hears it there
    assert "https://press.example/" in str(body)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, OutcomeKind.SENT),
        (202, OutcomeKind.SENT),
        (302, OutcomeKind.RETRY),
        (400, OutcomeKind.REJECTED),
        (401, OutcomeKind.PARKED),
        (403, OutcomeKind.PARKED),
        (404, OutcomeKind.PARKED),
        (410, OutcomeKind.PARKED),
        (412, OutcomeKind.RETRY),
        (413, OutcomeKind.REJECTED),
        (429, OutcomeKind.RETRY),
        (500, OutcomeKind.UNCLEAR),
        (502, OutcomeKind.UNCLEAR),
        (503, OutcomeKind.UNCLEAR),
        (504, OutcomeKind.UNCLEAR),
    ],
)
def test_what_its_answers_mean(status: int, kind: OutcomeKind) -> None:
    with flow_rig("desk") as rig:
        rig.workflow.answers.append((status, {"Location": rig.url} if status == 302 else {}))
        outcome = post(rig)
        assert outcome.kind is kind
        assert outcome.parks is Reach.CHANNEL
        assert len(rig.workflow.taken) == 1


def test_silence_is_in_doubt() -> None:
    with flow_rig("desk") as rig:
        rig.workflow.silent = True
        assert post(rig).kind is OutcomeKind.UNCLEAR


def test_a_name_that_the_settings_have_no_more_waits() -> None:
    with flow_rig("desk") as rig:
        outcome = post(rig, "gone")
    assert (outcome.kind, outcome.reason) == (OutcomeKind.PARKED, "teams.webhooks has no gone any more")


def test_its_address_is_told_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), flow_rig("desk") as rig:
        rig.workflow.answers += [(202, {}), (404, {}), (400, {}), (500, {}), (429, {"Retry-After": "1"})]
        reasons = [post(rig).reason for _ in range(5)]
        rig.workflow.silent = True
        reasons.append(post(rig).reason)
    with flow_rig("desk") as gone:
        pass
    reasons.append(post(gone).reason)
    assert SECRET not in caplog.text
    assert not any(SECRET in reason or "127.0.0.1" in reason for reason in reasons)


def test_nothing_is_changed_or_looked_up() -> None:
    with flow_rig("desk") as rig:
        assert rig.poster.edit(channel(), MESSAGE, platform_id="1").kind is OutcomeKind.REFUSED
        assert not rig.poster.tells


@pytest.mark.parametrize(
    "url",
    [
        "https://prod-12.westeurope.logic.azure.com/workflows/a/triggers/manual?sig=b",
        "https://prod-12.westeurope.logic.azure.com:443/workflows/a?sig=b",
        "https://ab12.3f.environment.api.powerplatform.com/powerautomate/b",
        "https://AB12.3F.Environment.API.PowerPlatform.com:443/powerautomate/b",
    ],
)
def test_a_workflow_s_address_is_taken(url: str) -> None:
    assert webhook_fault(url) == ""


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://prod.westeurope.logic.azure.com/workflows",
        "https://logic.azure.com.evil.example/workflows",
        "https://evillogic.azure.com/workflows",
        "https://prod.logic.azure.com@evil.example/",
        "https://evil.example@prod.logic.azure.com/",
        "https://prod.logic.azure.com:8443/",
        "https://prod.logic.azure.com:nine/",
        "https://127.0.0.1/workflows",
        "https://[::1/",
        "file:///etc/passwd",
        "https://evil.example\\.logic.azure.com/workflows",
        "https://evil.example%2f.logic.azure.com/workflows",
        "https://prod.logic.azure.com/workflows\n",
        " https://prod.logic.azure.com/workflows",
        "https://prod.logic.azure.com/a b",
    ],
)
def test_no_other_address_is(url: str) -> None:
    assert webhook_fault(url)


@pytest.mark.parametrize("host", ["harbour.webhook.office.com", "outlook.office.com"])
def test_of_an_office_connector_it_is_said_that_there_are_none_any_more(host: str) -> None:
    fault = webhook_fault(f"https://{host}/webhookb2/a@b/IncomingWebhook/c/d")
    assert "which Microsoft has retired: make a workflow" in fault


def test_an_address_that_is_none_is_never_asked() -> None:
    with flow_rig("desk") as rig:
        strict = type(rig.poster)(
            rig.poster._webhooks,  # the stand-in's, which is on this machine
            timeout=1,
            base_url="",
            now=lambda: datetime.now(UTC),
        )
        outcome = strict.post(channel(), MESSAGE, delivery_key="k", reply_to="")
        assert (outcome.kind, rig.workflow.taken) == (OutcomeKind.PARKED, [])
        assert SECRET not in outcome.reason
        strict.close()

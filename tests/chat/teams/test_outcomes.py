"""What each of Teams' answers means: gone for good, sent again, sent plainer, kept back, or in doubt."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from bot.chat.outcomes import Denial
from bot.chat.teams.outcomes import broken, denial, garbled, refused, without_token
from bot.errors import PlatformFault
from bot.model.delivery import Outcome, OutcomeKind, Reach

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


def outcome(status: int, code: str = "", **headers: str) -> Outcome:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return refused(Denial(status=status, code=code, headers=given), who="Teams", now=NOW)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (302, OutcomeKind.RETRY),
        (400, OutcomeKind.REJECTED),
        (401, OutcomeKind.PARKED),
        (403, OutcomeKind.PARKED),
        (404, OutcomeKind.PARKED),
        (409, OutcomeKind.RETRY),
        (412, OutcomeKind.RETRY),
        (413, OutcomeKind.REJECTED),
        (429, OutcomeKind.RETRY),
        (500, OutcomeKind.UNCLEAR),
        (502, OutcomeKind.UNCLEAR),
        (503, OutcomeKind.UNCLEAR),
        (504, OutcomeKind.UNCLEAR),
    ],
)
def test_what_a_status_means(status: int, kind: OutcomeKind) -> None:
    assert outcome(status).kind is kind


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (403, "BotNotInConversationRoster", OutcomeKind.PARKED),
        (403, "MessageWritesBlocked", OutcomeKind.PARKED),
        (404, "ConversationNotFound", OutcomeKind.PARKED),
        (404, "ActivityNotFoundInConversation", OutcomeKind.REFUSED),
        (400, "BadSyntax", OutcomeKind.REJECTED),
        (409, "MessageSizeTooBig", OutcomeKind.REJECTED),
        (429, "Throttled", OutcomeKind.RETRY),
        (418, "ACodeOfNextYear", OutcomeKind.RETRY),
    ],
)
def test_what_a_code_means(status: int, code: str, kind: OutcomeKind) -> None:
    found = outcome(status, code)
    assert found.kind is kind
    assert found.parks is Reach.CHANNEL


def test_only_who_lets_nobody_in_parks_the_whole_organisation() -> None:
    assert outcome(401).parks is Reach.WORKSPACE


def test_only_a_size_is_too_large() -> None:
    assert [outcome(status).too_large for status in (413, 400)] == [True, False]


def test_a_rest_is_as_long_as_is_asked_for() -> None:
    assert outcome(429, retry_after="7").retry_at == NOW + timedelta(seconds=7)
    assert outcome(429, Retry_After="7").retry_at == NOW + timedelta(seconds=7)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (httpx.ConnectError("refused"), OutcomeKind.RETRY),
        (httpx.ConnectTimeout(""), OutcomeKind.RETRY),
        (httpx.PoolTimeout(""), OutcomeKind.RETRY),
        (httpx.ProxyError("no"), OutcomeKind.RETRY),
        (httpx.UnsupportedProtocol("no"), OutcomeKind.RETRY),
        (httpx.InvalidURL("no"), OutcomeKind.RETRY),
        (httpx.ReadTimeout(""), OutcomeKind.UNCLEAR),
        (httpx.WriteTimeout(""), OutcomeKind.UNCLEAR),
        (httpx.ReadError(""), OutcomeKind.UNCLEAR),
        (httpx.WriteError(""), OutcomeKind.UNCLEAR),
        (httpx.RemoteProtocolError("half an answer"), OutcomeKind.UNCLEAR),
        (httpx.DecodingError("half an answer"), OutcomeKind.UNCLEAR),
        (TimeoutError(), OutcomeKind.UNCLEAR),
    ],
)
def test_a_line_that_breaks_leaves_nothing_in_doubt_before_it_stood(
    fault: httpx.RequestError | httpx.InvalidURL | TimeoutError, kind: OutcomeKind
) -> None:
    found = broken(fault, who="Teams")
    assert found.kind is kind
    assert found.reason.rstrip(": ") == found.reason


def test_an_answer_that_cannot_be_read_is_in_doubt() -> None:
    assert garbled("Teams").kind is OutcomeKind.UNCLEAR


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html>no</html>",
        "[]",
        '{"error": "no"}',
        '{"error": {"code": 7}}',
        '{"error": {"code": "a\\nlie: it is there"}}',
    ],
)
def test_a_stranger_s_words_are_no_code(body: str) -> None:
    assert denial(httpx.Response(403, text=body)).code == ""


def test_the_code_of_an_answer_is_read() -> None:
    answer = httpx.Response(403, json={"error": {"code": "BotNotInConversationRoster", "message": "No."}})
    assert denial(answer).code == "BotNotInConversationRoster"


def test_without_a_token_nothing_was_sent() -> None:
    assert without_token(PlatformFault("Nobody answers.")).kind is OutcomeKind.RETRY
    refused_one = without_token(PlatformFault("The secret is wrong.", code="AADSTS7000215"))
    assert (refused_one.kind, refused_one.parks) == (OutcomeKind.PARKED, Reach.WORKSPACE)

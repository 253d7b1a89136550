"""What each of Slack's answers means: gone for good, sent again, sent plainer, kept back, or in doubt."""

from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, RemoteDisconnected
from urllib.error import URLError

import pytest

from bot.chat.outcomes import Denial
from bot.chat.slack.outcomes import broken, refused
from bot.model.delivery import Outcome, OutcomeKind, Reach

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


def outcome(error: str = "", *, status: int = 200, **headers: str) -> Outcome:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return refused(Denial(status=status, code=error, headers=given), now=NOW)


@pytest.mark.parametrize(
    ("kind", "errors"),
    [
        (OutcomeKind.UNCLEAR, ["fatal_error", "internal_error", "service_unavailable", ""]),
        (
            OutcomeKind.REJECTED,
            ["invalid_blocks", "msg_blocks_too_long", "msg_too_long", "no_text", "invalid_arguments"],
        ),
        (OutcomeKind.REFUSED, ["message_not_found", "cant_update_message", "edit_window_closed"]),
        (OutcomeKind.RETRY, ["ratelimited", "rate_limited", "request_timeout", "a_code_of_next_year"]),
    ],
)
def test_what_slack_says(kind: OutcomeKind, errors: list[str]) -> None:
    assert {error: outcome(error).kind for error in errors} == dict.fromkeys(errors, kind)


@pytest.mark.parametrize(
    ("reach", "errors"),
    [
        (Reach.CHANNEL, ["channel_not_found", "is_archived", "not_in_channel", "user_not_found"]),
        (Reach.WORKSPACE, ["account_inactive", "token_revoked", "invalid_auth", "not_authed", "missing_scope"]),
    ],
)
def test_a_place_that_cannot_be_reached_is_parked_and_why_is_said_in_words(reach: Reach, errors: list[str]) -> None:
    for error in errors:
        found = outcome(error)
        assert (found.kind, found.parks) == (OutcomeKind.PARKED, reach)
        assert error not in found.reason


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (429, OutcomeKind.RETRY),
        (413, OutcomeKind.REJECTED),
        (500, OutcomeKind.UNCLEAR),
        (502, OutcomeKind.UNCLEAR),
        (503, OutcomeKind.UNCLEAR),
        (504, OutcomeKind.UNCLEAR),
        (403, OutcomeKind.RETRY),
        (404, OutcomeKind.RETRY),
    ],
)
def test_what_comes_from_before_slack(status: int, kind: OutcomeKind) -> None:
    assert outcome(status=status).kind is kind


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("7", 7), ("0", 1), ("-3", 30), ("soon", 30), ("", 30), ("99999999", 3600), ("²", 30)],
)
def test_how_long_slack_asks_to_wait(said: str, seconds: int) -> None:
    assert outcome("ratelimited", status=429, retry_after=said).retry_at == NOW + timedelta(seconds=seconds)


def test_a_broken_connection_is_unclear_once_it_stood() -> None:
    for fault in (TimeoutError("timed out"), RemoteDisconnected("hung up"), ConnectionResetError(104, "reset")):
        assert broken(fault).kind is OutcomeKind.UNCLEAR
        if isinstance(fault, OSError):
            assert broken(URLError(fault)).kind is OutcomeKind.UNCLEAR


def test_a_connection_that_never_stood_has_carried_nothing() -> None:
    def never(*_args: object, **_named: object) -> None:
        raise TimeoutError("timed out")

    connection = HTTPConnection("slack.example")
    connection._create_connection = never  # type: ignore[attr-defined]
    with pytest.raises(TimeoutError) as caught:
        connection.connect()
    assert broken(caught.value).kind is OutcomeKind.RETRY
    assert broken(URLError(caught.value)).kind is OutcomeKind.RETRY

"""What is sealed is opened by its keys alone, and no message tells a key."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet

from bot.chat.slack.vault import Vault
from bot.errors import PresswatchError

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def key() -> str:
    return Fernet.generate_key().decode()


def test_what_is_sealed_is_opened_again_and_cannot_be_read_meanwhile() -> None:
    vault = Vault(key())
    sealed = vault.seal("xoxb-opensesame")
    assert b"opensesame" not in sealed
    assert vault.open(sealed) == "xoxb-opensesame"
    assert vault.seal("xoxb-opensesame") != sealed


def test_another_key_opens_nothing_and_neither_does_a_changed_seal() -> None:
    vault = Vault(key())
    sealed = vault.seal("xoxb-opensesame")
    with pytest.raises(PresswatchError, match="another key"):
        Vault(key()).open(sealed)
    with pytest.raises(PresswatchError, match="another key"):
        vault.open(sealed[:-4] + b"AAA=")


def test_a_former_key_still_opens_and_the_first_one_seals() -> None:
    former, present = key(), key()
    both = Vault(f"{present} {former}")
    assert both.open(Vault(former).seal("a")) == "a"
    assert Vault(present).open(both.seal("b")) == "b"


@pytest.mark.parametrize("wrong", ["", "  ", "opensesame", "opensesame" * 5, "öpensesame"])
def test_what_is_no_key_is_told_without_being_shown(wrong: str) -> None:
    with pytest.raises(PresswatchError) as caught:
        Vault(wrong)
    told = f"{caught.value.message} {caught.value.cure} {caught.value.__cause__!r}"
    assert "sesame" not in told
    assert "openssl rand" in told


def test_a_ticket_is_ours_and_good_for_a_while() -> None:
    vault = Vault(key())
    ticket = vault.ticket("install", now=NOW)
    assert vault.admits(ticket, now=NOW + HOUR, within=HOUR)
    assert not vault.admits(ticket, now=NOW + HOUR + timedelta(seconds=1), within=HOUR)
    assert not Vault(key()).admits(ticket, now=NOW, within=HOUR)
    assert not vault.admits("made up", now=NOW, within=HOUR)
    assert not vault.admits("", now=NOW, within=HOUR)

"""What Teams needs is named before it is used, with what helps; and no secret is said."""

import sys

import pytest
from pydantic import SecretStr

from bot.chat.teams.wanting import expect_complete, is_installed, lacking
from bot.errors import SettingsError
from bot.settings import TeamsPart
from tests.chat.teams.stage import part

GOOD = "https://prod-1.westeurope.logic.azure.com/workflows/a?sig=open-sesame"


def test_a_whole_bot_lacks_nothing() -> None:
    expect_complete(part())
    expect_complete(part(secret="", unauthenticated=True))


def test_what_is_missing_is_named() -> None:
    with pytest.raises(SettingsError, match=r"teams\.tenant_id"):
        expect_complete(TeamsPart(client_id="a", client_secret=SecretStr("b")))
    assert lacking(TeamsPart(client_id="a")) == ("tenant_id", "client_secret")


@pytest.mark.parametrize("tenant", ["press.onmicrosoft.example", "common"])
def test_an_organisation_has_an_id(tenant: str) -> None:
    """By any other name it would get tokens, and hear nobody."""
    with pytest.raises(SettingsError, match=r"teams\.tenant_id is no id"):
        expect_complete(part().model_copy(update={"tenant_id": tenant}))
    expect_complete(part(unauthenticated=True).model_copy(update={"tenant_id": tenant}))


def test_webhooks_need_no_bot() -> None:
    expect_complete(TeamsPart(webhooks={"desk": SecretStr(GOOD)}))


def test_an_address_that_is_no_workflow_s_is_refused_and_not_said() -> None:
    with pytest.raises(SettingsError, match=r"the address of teams\.webhooks\.desk must be on") as caught:
        expect_complete(TeamsPart(webhooks={"desk": SecretStr("https://evil.example/?sig=open-sesame")}))
    assert "evil" not in str(caught.value)
    assert "sesame" not in str(caught.value)


def test_without_its_package_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_installed()
    for name in [name for name in sys.modules if name.split(".")[0] == "microsoft_teams"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "path", [])
    assert not is_installed()
    expect_complete(TeamsPart())
    for told in (part(), TeamsPart(webhooks={"desk": SecretStr(GOOD)})):
        with pytest.raises(SettingsError, match="its package is not installed") as caught:
            expect_complete(told)
        assert "pip install 'presswatch[teams]'" in caught.value.cure

"""Keys: what nobody signed costs one question now and then, and holds up nobody who signs."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from bench.loopback import Handler, Loopback
from bench.teams_stand_in import Signer
from bot.chat.teams.keys import Keys, Lent


@dataclass
class Office:
    """Where keys are to be had, what it says, and how often it was asked."""

    signer: Signer
    runner: asyncio.Runner
    now: datetime = datetime(2026, 3, 4, 12, tzinfo=UTC)
    url: str = ""
    status: int = 200
    said: Any = None
    asked: int = 0

    def keys(self) -> Keys:
        return Keys(self.url, timeout=5.0, now=lambda: self.now)

    def later(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def asks(self, keys: Keys, *tokens: str) -> list[bool | None]:
        """Of which of these, all at once, a key of ours is known to have signed them."""

        async def all_at_once() -> list[bool | None]:
            return list(await asyncio.gather(*(keys.signed(token) for token in tokens)))

        return self.runner.run(all_at_once())


@pytest.fixture(scope="module")
def signer() -> Signer:
    """One for all: a key is dear."""
    return Signer("https://issuer.example")


@pytest.fixture
def office(signer: Signer) -> Iterator[Office]:
    class Told(Handler):
        def do_GET(self) -> None:  # noqa: N802  # http.server names it
            made.asked += 1
            self.send(made.status, json.dumps(made.said).encode(), {})

    with asyncio.Runner() as runner, Loopback(Told).served() as url:
        made = Office(signer=signer, runner=runner, said=signer.keys, url=url)
        yield made


def forged(name: Any = "stand-in", key: Any = "k" * 32, algorithm: str = "HS256") -> str:
    return jwt.encode({"iss": "x"}, key, algorithm=algorithm, headers={"kid": name} if name else None)


def test_what_a_key_signed_is_known_and_nothing_else(office: Office) -> None:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    keys = office.keys()
    good = office.signer.token()
    changed = f"{good.rpartition('.')[0]}.{office.signer.token(iss='another').rpartition('.')[2]}"
    tokens = (good, office.signer.token(other), forged(), forged(key=None, algorithm="none"), changed)
    assert office.asks(keys, *tokens, "", "a.b.c", forged("")) == [True, *[False] * 7]
    assert office.asked == 1


def test_many_names_that_nobody_knows_are_one_question_now_and_then(office: Office) -> None:
    keys = office.keys()
    many = [forged(f"name {number}") for number in range(50)]
    assert not any(office.asks(keys, *many))
    assert office.asked == 1
    office.later(31)
    assert not any(office.asks(keys, *many))
    assert office.asked == 2


def test_a_new_key_is_learned_after_a_while(office: Office) -> None:
    keys = office.keys()
    assert office.asks(keys, office.signer.token()) == [True]
    renamed = {"keys": [key | {"kid": "new"} for key in office.signer.keys["keys"]]}
    office.said = renamed
    office.later(31)
    assert office.asks(keys, forged("new", office.signer._key, "RS256")) == [True]
    assert office.asks(keys, office.signer.token()) == [False]  # the key of before is none any more
    assert office.asked == 2


@pytest.mark.parametrize("said", [[], {}, {"keys": []}, {"keys": [5]}, {"keys": {}}, "no", None])
def test_where_no_keys_come_those_of_before_are_good(office: Office, said: Any) -> None:
    keys = office.keys()
    office.asks(keys, office.signer.token())
    for office.status, office.said in ((200, said), (503, None)):
        office.later(31)
        assert office.asks(keys, forged("unknown"), office.signer.token()) == [None, True]
    assert office.asked == 3
    assert keys.said == office.signer.keys


def test_where_none_ever_came_nobody_can_tell_until_they_do(office: Office) -> None:
    keys, good = office.keys(), office.signer.token()
    office.status, said = 503, office.said
    assert office.asks(keys, good, forged(""), "a.b.c") == [None, False, False]
    office.status, office.said = 200, said
    assert office.asks(keys, good) == [None]  # it is not asked each time
    office.later(31)
    assert office.asks(keys, good, forged("unknown")) == [True, False]


def test_the_sdk_asks_us_and_nobody_else(office: Office) -> None:
    keys, good = office.keys(), office.signer.token()
    office.asks(keys, good)
    lent = Lent(office.url, keys)
    assert [lent.get_signing_key_from_jwt(good).key_id for _ in range(2)] == ["stand-in"] * 2
    with pytest.raises(jwt.PyJWTError):
        lent.get_signing_key_from_jwt(forged("unknown"))
    assert office.asked == 1

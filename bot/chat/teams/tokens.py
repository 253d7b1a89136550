"""Tokens: what the bot shows to Teams, asked for with its secret about once an hour.

The SDK would ask by a library that waits without end, and on the loop itself; one request is all that it takes:
https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow
"""

import asyncio
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Protocol

import httpx
import jwt

from bot.chat.teams.outcomes import in_words
from bot.errors import PlatformFault

_EARLY = timedelta(minutes=5)  # before its end a token counts as over
_SECRET = "Make a new client secret of the registration and set PRESSWATCH_TEAMS__CLIENT_SECRET."
# https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes
_SAID = {
    7000215: ("the client secret is wrong", _SECRET),
    7000222: ("the client secret has expired", _SECRET),
    700016: ("the organisation has no such registration", "Check teams.client_id and teams.tenant_id."),
    90002: ("there is no such organisation", "Check teams.tenant_id."),
    900023: ("there is no such organisation", "Check teams.tenant_id."),
    7000112: ("the registration is disabled", "Ask whoever looks after Entra in the organisation."),
}


class Tokens(Protocol):
    """Where tokens come from."""

    async def bot(self) -> str:
        """One that lets the bot post. PlatformFault where there is none; without a code where nobody could be asked."""

    def forget(self) -> None:
        """The platform did not take the last one."""


class SecretTokens:
    """Tokens for the bot's secret. One is kept until shortly before its end; on one loop alone."""

    def __init__(
        self, *, url: str, client_id: str, secret: str, scope: str, timeout: float, now: Callable[[], datetime]
    ) -> None:
        """`url` is where the organisation gives tokens out; `timeout` is in seconds."""
        self._url = url
        self._form = {
            "grant_type": "client_credentials",
            "client_id": client_id,
            "client_secret": secret,
            "scope": scope,
        }
        self._timeout = timeout
        self._now = now
        self._kept = ("", now())
        self._asking = asyncio.Lock()

    async def bot(self) -> str:
        """See above."""
        async with self._asking:
            token, until = self._kept
            if not token or self._now() >= until:
                asked = self._now()
                body = await self._ask()
                token, lasts = str(body["access_token"]), str(body.get("expires_in"))
                whole = timedelta(seconds=int(lasts) if lasts.isdecimal() else 0)
                self._kept = (token, asked + max(whole - _EARLY, whole / 2))
            return token

    def forget(self) -> None:
        """See above."""
        self._kept = ("", self._now())

    async def _ask(self) -> dict[str, Any]:
        try:
            async with asyncio.timeout(self._timeout), httpx.AsyncClient(timeout=self._timeout) as client:
                answer = await client.post(self._url, data=self._form)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            raise PlatformFault(f"Microsoft cannot be reached for a token: {in_words(error)}.") from error
        body = _read(answer)
        if answer.is_success and body.get("access_token"):
            return body
        raise _refused(answer.status_code, body)


class LocalTokens:
    """Tokens that nobody checks, for a playground on this machine."""

    def __init__(self, client_id: str) -> None:
        self._client_id = client_id
        self._key = secrets.token_hex(32)

    async def bot(self) -> str:
        """See above."""
        return jwt.encode({"iss": "presswatch", "appid": self._client_id}, self._key, algorithm="HS256")

    def forget(self) -> None:
        """See above."""


def _read(answer: httpx.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _refused(status: int, body: dict[str, Any]) -> PlatformFault:
    """Why there is no token; without a code where that is not the bot's fault."""
    numbers = body.get("error_codes")
    number = numbers[0] if isinstance(numbers, list) and numbers and isinstance(numbers[0], int) else 0
    if number in _SAID:
        why, cure = _SAID[number]
        return PlatformFault(f"Microsoft gives Presswatch no token: {why}.", cure, code=f"AADSTS{number}")
    said = str(body.get("error") or "")
    word = said if said.isascii() and said.replace("_", "").isalnum() else ""
    if not word or status >= 500 or status == 429:
        return PlatformFault(f"Microsoft gives no token now ({status}).")
    code = f"AADSTS{number}" if number else word
    return PlatformFault(f"Microsoft gives Presswatch no token: it says {code}.", _SECRET, code=code)

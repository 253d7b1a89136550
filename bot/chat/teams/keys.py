"""Keys: what Teams signs with, asked for without holding up anybody, so that what nobody signed goes no further.

The SDK checks all there is to check, by keys that we have: it would ask for them on its own loop, where everything
waits meanwhile. And only what was signed by one of Teams' keys comes to it: https://learn.microsoft.com/en-us/azure/
bot-service/rest-api/bot-framework-rest-connector-authentication
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import jwt

from bot.chat.seldom import Seldom

Said = dict[str, Any]  # keys as they are published, RFC 7517

log = logging.getLogger(__name__)
log.addFilter(Seldom())
_PAUSE = timedelta(seconds=30)  # between two questions: a key that nobody knows is no reason to ask each time
_SILENT = (httpx.HTTPError, httpx.InvalidURL, TimeoutError)
_GARBLED = (ValueError, TypeError, AttributeError, jwt.PyJWTError)


class Keys:
    """The keys at one address. For one loop."""

    def __init__(self, url: str, *, timeout: float, now: Callable[[], datetime]) -> None:
        """`timeout` is in seconds."""
        self._url = url
        self._timeout = timeout
        self._now = now
        self._known: dict[str, jwt.PyJWK] = {}
        self._said: Said = {"keys": []}
        self._is_silent = False  # the last question had no answer
        self._rests_until = now()
        self._asking = asyncio.Lock()

    @property
    def said(self) -> Said:
        """The keys of now as they were told; nothing before."""
        return self._said

    async def signed(self, token: str) -> bool | None:
        """Whether one of them signed it; what it says is not looked at. None where that cannot be told now, for the
        keys cannot be fetched."""
        try:
            name = jwt.get_unverified_header(token).get("kid")
        except jwt.PyJWTError:
            return False
        key = await self._named(name) if isinstance(name, str) and name else None
        if key is None:
            return None if name and self._is_silent else False
        return _fits(token, key)

    async def _named(self, name: str) -> jwt.PyJWK | None:
        if name not in self._known:
            async with self._asking:
                if name not in self._known and self._now() >= self._rests_until:
                    await self._ask()
        return self._known.get(name)

    async def _ask(self) -> None:
        """Learn the keys of now; those of before stay where there is no answer."""
        try:
            async with asyncio.timeout(self._timeout), httpx.AsyncClient(timeout=self._timeout) as client:
                answer = (await client.get(self._url)).raise_for_status()
            said = answer.json()
            self._known = {key.key_id: key for key in jwt.PyJWKSet.from_dict(said).keys if key.key_id}
            self._said, self._is_silent = said, False
        except (*_SILENT, *_GARBLED) as error:
            self._is_silent = True
            log.warning("Microsoft's keys cannot be fetched, so nobody new is believed: %s", type(error).__name__)
        self._rests_until = self._now() + _PAUSE


def _fits(token: str, key: jwt.PyJWK) -> bool:
    try:
        jwt.api_jws.decode(token, key.key, algorithms=["RS256"])
    except (jwt.PyJWTError, TypeError, ValueError):  # a key of another kind
        return False
    return True


class Lent(jwt.PyJWKClient):
    """Our keys, for the SDK: it would ask for them on its own loop, where all that is said waits meanwhile."""

    def __init__(self, url: str, keys: Keys) -> None:
        super().__init__(url, cache_jwk_set=False)  # what we know is newer
        self._keys = keys

    def fetch_data(self) -> Said:
        """See the library."""
        return self._keys.said

"""A stand-in for the service that takes bots' messages in Teams, as strict as it is: it wants a token, knows who is in
which conversation, limits rates and sizes, and never deduplicates. `bench/teams_server.py` serves it, and breaks what
can break on the way. Beside it stands who signs: it gives tokens out, and its keys are to be had.
"""

import json
import secrets
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

Json = dict[str, Any]

CLIENT, TENANT, SECRET = "b0000000-0000-4000-8000-00000000000b", "a0000000-0000-4000-8000-00000000000a", "sesame"
PERSON = "c0000000-0000-4000-8000-00000000000c"
LARGEST = 100_000  # bytes of one activity
_THREAD = "messageid="
# Sends in so many seconds: https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/rate-limit
_RATES = ((1, 7), (2, 8), (30, 60), (3600, 1800))


class Declined(Exception):
    """A no: the HTTP status, the service's code, and after how many seconds to come again."""

    def __init__(self, status: int, code: str, wait: int = 0) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.wait = wait


@dataclass
class Place:
    """A conversation: its activities in the order of their acceptance, and how it may be reached."""

    messages: list[Json] = field(default_factory=list)
    member: bool = True
    deleted: bool = False
    sends: deque[float] = field(default_factory=lambda: deque(maxlen=1800))
    closed_until: float = -1e9  # no send before, as a 429 said
    last_post: float = -1e9


@dataclass
class TeamsStandIn:
    """One organisation. All is done under one lock, one call after the other, as they arrive."""

    places: dict[str, Place]
    pace: float = 1.0  # seconds that we promise between two messages of a conversation, 0 for no promise
    is_rated: bool = True  # it limits rates
    refuses_targeted: bool = False  # nothing is shown to one person alone
    locked_out: bool = False  # no token is taken
    secret: str = SECRET
    refused_tokens: str = ""  # the code with which tokens are refused, such as "7000215"
    hasty: list[str] = field(default_factory=list)  # posts that came too early: pacing is broken
    edits: int = 0
    people: dict[str, Json] = field(default_factory=dict)  # by their ids in Teams and in the directory
    teams: dict[str, list[Json]] = field(default_factory=dict)  # their channels
    lost: set[str] = field(default_factory=set)  # messages that somebody deleted: nobody can reply to them
    names: dict[str, str] = field(default_factory=dict)  # what teams are called
    _refused: set[str] = field(default_factory=set)
    _talks: dict[str, str] = field(default_factory=lambda: defaultdict(lambda: f"a:{secrets.token_hex(6)}"))
    _last_id: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def post(self, conversation: str, activity: Json, *, targeted: bool = False) -> Json:
        """Take a message; its id, or Declined."""
        with self._lock:
            place, root = self._place(conversation)
            if root in self.lost:
                raise Declined(404, "NoSuchRoot")
            if targeted and (self.refuses_targeted or not activity.get("recipient", {}).get("id")):
                raise Declined(400, "BadArgument")
            self._last_id = max(int(time.time() * 1000), self._last_id + 1)
            message = {"id": str(self._last_id), "root": root, "targeted": targeted, "activity": activity}
            place.messages.append(message)
            return {"id": message["id"]}

    def edit(self, conversation: str, message_id: str, activity: Json, *, targeted: bool = False) -> Json:
        """Put an activity in the place of another, or Declined."""
        with self._lock:
            place, _ = self._place(conversation)
            found = [one for one in place.messages if one["id"] == message_id and one["targeted"] == targeted]
            if not found:
                raise Declined(404, "ActivityNotFoundInConversation")
            found[0]["activity"], found[0]["edited"] = activity, True
            self.edits += 1
            return {"id": message_id}

    def clear(self) -> None:
        """Nothing was ever said anywhere, and we are let in everywhere."""
        with self._lock:
            self.places = {key: Place() for key in self.places}
            self.names = {}

    def told(self, asked: list[str]) -> Json:
        """Somebody in a conversation, a team, or its channels; Declined where there is no such thing."""
        with self._lock:
            match asked:
                case ["conversations", key, "members", who] if who in self.people:
                    self._place(key)
                    return self.people[who]
                case ["teams", team] if team in self.names:
                    return {"id": team, "name": self.names[team]}
                case ["teams", team, "conversations"] if team in self.teams:
                    return {"conversations": self.teams[team]}
            raise Declined(404, "NotFound")

    def open(self, asked: Json) -> Json:
        """The talk between a person and the bot."""
        with self._lock:
            members = asked.get("members") or [{}]
            if not members[0].get("id") or asked.get("tenantId") != TENANT:
                raise Declined(400, "BadSyntax")
            key = self._talks[members[0]["id"]]
            self.places.setdefault(key, Place())
            return {"id": key}

    def arrived(self, conversation: str, *, close_for: int = 0) -> None:
        """Note when a message came; Declined where it came too early, or where nobody may post for so many seconds."""
        with self._lock:
            place, now = self.places.get(_key(conversation)), time.monotonic()
            if place is None or self.locked_out or place.deleted or not place.member:
                return  # no message at all
            early = max(place.last_post + self.pace, place.closed_until) - now if self.pace else 0
            place.last_post, place.closed_until = now, max(place.closed_until, now + close_for)
            place.sends.append(now)
            if early > 0:
                self.hasty.append(f"a post in {_key(conversation)} came {early:.2f} s too early")
            if early > 0 or (
                self.is_rated and any(_within(place.sends, now, seconds) > most for seconds, most in _RATES)
            ):
                raise Declined(429, "Throttled", wait=1)

    def admit(self, token: str, size: int) -> None:
        """Declined where nobody is let in with that token, or where there is too much of it."""
        with self._lock:
            if self.locked_out or not _is_token(token):
                raise Declined(401, "Unauthorized")
            if size > LARGEST:
                raise Declined(413, "MessageSizeTooBig")

    def is_new_to(self, conversation: str, activity: Json) -> bool:
        """Whether this message is refused: once for each, so that another form of it gets through."""
        what = json.dumps([conversation, activity.get("summary"), activity.get("id")])
        with self._lock:
            known = what in self._refused
            self._refused.add(what)
            return not known

    def _place(self, conversation: str) -> tuple[Place, str]:
        """A conversation, and the message whose thread is meant, "" for none."""
        key, _, thread = conversation.partition(";")
        place = self.places.get(key)
        if place is None or place.deleted:
            raise Declined(404, "ConversationNotFound")
        if not place.member:
            raise Declined(403, "BotNotInConversationRoster")
        return place, thread.removeprefix(_THREAD)


class Signer:
    """Who lets in: tokens for the bot, keys by which a token of the platform's is known, and such tokens for tests."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def token(self, key: rsa.RSAPrivateKey | None = None, **claims: Any) -> str:
        """A token of the platform's, good for five minutes unless `claims` say otherwise; by another `key` if given."""
        now = int(time.time())
        told = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300} | claims
        return jwt.encode(told, key or self._key, algorithm="RS256", headers={"kid": "stand-in"})

    @cached_property
    def keys(self) -> Json:
        """What is served for whoever wants to know our tokens."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key()))
        return {"keys": [public | {"kid": "stand-in", "use": "sig", "alg": "RS256", "endorsements": ["msteams"]}]}


def bot_token(stand_in: TeamsStandIn, form: Json) -> Json:
    """What a client secret gives: a token, or Declined."""
    code = stand_in.refused_tokens or ("" if form.get("client_secret") == stand_in.secret else "7000215")
    if code or form.get("grant_type") != "client_credentials" or form.get("client_id") != CLIENT:
        raise Declined(401, code or "900144")
    claims = {"aud": form.get("scope"), "appid": CLIENT, "exp": int(time.time()) + 3600}
    return {
        "access_token": jwt.encode(claims, "k" * 32, algorithm="HS256"),
        "expires_in": 3600,
        "token_type": "Bearer",
    }


def _is_token(token: str) -> bool:
    """Whether it is one of the bot's own."""
    try:
        return bool(jwt.decode(token, options={"verify_signature": False}).get("appid") == CLIENT)
    except jwt.PyJWTError:
        return False


def _key(conversation: str) -> str:
    return conversation.partition(";")[0]


def _within(sends: deque[float], now: float, seconds: float) -> int:
    return sum(at > now - seconds for at in sends)

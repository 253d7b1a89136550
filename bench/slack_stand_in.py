"""A stand-in for Slack's Web API, as strict as Slack is: it keeps what travels with a message, limits rates, refuses
what is too large, and never deduplicates. `bench/slack_server.py` serves it, and breaks what can break on the way.
"""

import json
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

TOKEN, TEAM, BOT, USER = "xoxb-stand-in", "T1", "B1", "U1"
_BLOCKS, _BLOCK_TEXT = 50, 12_000
Answer = dict[str, Any]


class Declined(Exception):
    """Slack's no: its code, and after how many seconds to come again."""

    def __init__(self, code: str, wait: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.wait = wait


@dataclass
class Place:
    """A channel: its messages in the order of their acceptance, and how it may be reached."""

    messages: list[Answer] = field(default_factory=list)
    archived: bool = False
    member: bool = True
    last_post: float = -1e9  # when a post last arrived, on the monotonic clock
    closed_until: float = -1e9  # no post before, as a 429 said


@dataclass
class StandIn:
    """One workspace. All is done under one lock, one call after the other, as they arrive."""

    places: dict[str, Place]
    pace: float = (
        1.0  # seconds between two posts in a channel, 0 for none: https://docs.slack.dev/apis/web-api/rate-limits
    )
    reads_a_minute: int = 50
    page: int = 200  # messages on one page of history at most
    token: str = TOKEN
    gone: str = ""  # the code with which the token is refused; "" while it is good
    hasty: list[str] = field(default_factory=list)  # posts that came too early: pacing is broken
    _refused: set[str] = field(default_factory=set)
    _last_ts: float = 0.0
    _reads: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def call(self, method: str, arguments: Answer, token: str) -> Answer:
        """Slack's answer, or Declined."""
        acts = {
            "auth.test": self._who,
            "chat.postMessage": self._post,
            "chat.update": self._update,
            "conversations.history": self._history,
            "conversations.info": self._info,
            "conversations.open": self._talk,
            "conversations.replies": self._replies,
        }
        with self._lock:
            if method not in acts:
                raise Declined("unknown_method")
            if token != self.token or self.gone:
                raise Declined(self.gone or "invalid_auth")
            return {"ok": True} | acts[method](arguments)

    def arrived(self, method: str, arguments: Answer, *, close_for: int = 0) -> None:
        """Note when a post came; Declined where it came too early, or where nobody may post for so many seconds."""
        with self._lock:
            place, now = self.places.get(arguments.get("channel", "")), time.monotonic()
            if method != "chat.postMessage" or place is None or self.gone or place.archived or not place.member:
                return  # no message at all
            early = max(place.last_post + self.pace, place.closed_until) - now if self.pace else 0
            place.last_post, place.closed_until = now, max(place.closed_until, now + close_for)
            if early > 0:
                self.hasty.append(f"a post in {arguments['channel']} came {early:.2f} s too early")
                raise Declined("ratelimited", wait=1)

    def is_new_to(self, arguments: Answer) -> bool:
        """Whether these blocks are refused: once for each message, so that a plainer form gets through."""
        what = json.dumps([arguments.get("metadata"), arguments.get("ts")])
        with self._lock:
            known = what in self._refused
            self._refused.add(what)
            return not known

    def _place(self, arguments: Answer) -> Place:
        place = self.places.get(arguments.get("channel", ""))
        if place is None:
            raise Declined("channel_not_found")
        return place

    def _who(self, _arguments: Answer) -> Answer:
        return {"team_id": TEAM, "user_id": USER, "bot_id": BOT, "url": "https://stand-in.example/"}

    def _info(self, arguments: Answer) -> Answer:
        place = self._place(arguments)
        key = arguments["channel"]
        channel = {"id": key, "name": key.lower(), "is_archived": place.archived, "is_member": place.member}
        return {"channel": channel | {"creator": USER}}

    def _talk(self, arguments: Answer) -> Answer:
        """The direct messages with one person."""
        key = f"D{arguments.get('users', '')}"
        self.places.setdefault(key, Place())
        return {"channel": {"id": key}}

    def _post(self, arguments: Answer) -> Answer:
        place = self._open(arguments)
        _check(arguments)
        message = {
            "type": "message",
            "bot_id": BOT,
            "user": USER,
            "ts": self._ts(),
            "text": arguments.get("text", ""),
            "blocks": arguments.get("blocks", []),
            "metadata": arguments.get("metadata"),
        }
        if arguments.get("thread_ts"):
            message["thread_ts"] = arguments["thread_ts"]
        place.messages.append(message)
        return {"channel": arguments["channel"], "ts": message["ts"]}

    def _update(self, arguments: Answer) -> Answer:
        place = self._open(arguments)
        _check(arguments)
        found = [one for one in place.messages if one["ts"] == arguments.get("ts")]
        if not found:
            raise Declined("message_not_found")
        shown = {"text": arguments.get("text", ""), "blocks": arguments.get("blocks", []), "edited": {"user": USER}}
        found[0].update(shown | ({"metadata": arguments["metadata"]} if "metadata" in arguments else {}))
        return {"channel": arguments["channel"], "ts": found[0]["ts"]}

    def _open(self, arguments: Answer) -> Place:
        place = self._place(arguments)
        if place.archived:
            raise Declined("is_archived")
        if not place.member:
            raise Declined("not_in_channel")
        return place

    def _ts(self) -> str:
        self._last_ts = max(time.time(), self._last_ts + 1e-5)
        return f"{self._last_ts:.6f}"

    def _history(self, arguments: Answer) -> Answer:
        """Newest first; replies are in their threads alone."""
        place = self._read("history", arguments)
        found = [one for one in place.messages if "thread_ts" not in one and _since(one, arguments)]
        return self._paged(found[::-1], arguments)

    def _replies(self, arguments: Answer) -> Answer:
        """Oldest first, after the message that they reply to."""
        place, parent = self._read("replies", arguments), arguments.get("ts")
        found = [one for one in place.messages if one["ts"] == parent]
        if not found:
            raise Declined("thread_not_found")
        found += [one for one in place.messages if one.get("thread_ts") == parent and _since(one, arguments)]
        return self._paged(found, arguments)

    def _read(self, what: str, arguments: Answer) -> Place:
        reads, now = self._reads[what], time.monotonic()
        while reads and reads[0] < now - 60:
            reads.popleft()
        if len(reads) >= self.reads_a_minute:
            raise Declined("ratelimited", wait=int(reads[0] + 61 - now) if reads else 60)
        reads.append(now)
        return self._place(arguments)

    def _paged(self, found: list[Answer], arguments: Answer) -> Answer:
        start, size = int(arguments.get("cursor") or 0), min(int(arguments.get("limit") or 100), self.page)
        whole = str(arguments.get("include_all_metadata", "")).lower() in ("1", "true")
        page = [one if whole else _without_payload(one) for one in found[start : start + size]]
        more = str(start + size) if start + size < len(found) else ""
        return {"messages": page, "has_more": bool(more), "response_metadata": {"next_cursor": more}}


def _check(arguments: Answer) -> None:
    blocks = arguments.get("blocks") or []
    if len(blocks) > _BLOCKS:
        raise Declined("invalid_blocks")
    if sum(map(_text_of, blocks)) > _BLOCK_TEXT:
        raise Declined("msg_blocks_too_long")
    if not arguments.get("text") and not blocks:
        raise Declined("no_text")


def _text_of(value: object) -> int:
    """How many characters of text there are in blocks."""
    if isinstance(value, dict):
        return sum(
            len(one) if name == "text" and isinstance(one, str) else _text_of(one) for name, one in value.items()
        )
    return sum(map(_text_of, value)) if isinstance(value, list) else 0


def _since(message: Answer, arguments: Answer) -> bool:
    return float(message["ts"]) > float(arguments.get("oldest") or 0)


def _without_payload(message: Answer) -> Answer:
    kept = message.get("metadata")
    return message | ({"metadata": {"event_type": kept["event_type"]}} if kept else {})

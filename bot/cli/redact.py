"""Redact: texts without the secrets that may stand in them. What looks like one goes, also where it was none.

Each rule reads a text once, whatever stands in it: logs hold words of strangers.
"""

import re
from collections.abc import Iterable

HIDDEN = "[hidden]"
_LEAST = 6  # characters of a known secret: a shorter one may stand in any word
_known: set[str] = set()  # the secrets of this process, by their values

# What stands behind names that end so is secret, however it is written …
_STRONG = (
    *("token", "tokens", "secret", "secrets", "password", "passwords", "passwd", "pwd", "passphrase", "passcode"),
    *("jwt", "credential", "credentials", "authorization", "sessionid"),
    *("apikey", "accesskey", "secretkey", "privatekey", "sharedkey", "encryptionkey"),
)
# … and behind names with one of these words where it is written as a value: `key=…`, `"key": "…"`, `key = "…"`.
_WEAK = frozenset({"key", "keys", "sig", "sign", "signature", "auth", "pass", "sid"})

_QUOTES = ("'", '"')
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")  # of `apiKey`, `api_key`, `API-KEY`
_NAME = re.compile(r"""(?<![A-Za-z0-9_.-])([A-Za-z0-9_.-]+)(["']?[ \t]*[=:][ \t]*)""")
_VALUE = re.compile(r""""(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|[^\s&"'<>]+""")
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    # Header lines, whole: their values may have blanks in them.
    (
        re.compile(r"""(?i)\b((?:proxy-)?authorization|(?:set-)?cookie)(["']?\s*[:=]\s*["']?)[^"'\r\n]+"""),
        rf"\1\2{HIDDEN}",
    ),
    # A name and a password before the host of an address.
    (re.compile(r"(://)[^\s/?#<>]*@"), rf"\1{HIDDEN}@"),
    (re.compile(r"(?i)\b(bearer\s+)[^\s,;\"'<>]+"), rf"\1{HIDDEN}"),
    (re.compile(r"\b((?i:basic)\s+)(?=[A-Za-z0-9+/]*[A-Z0-9+/=])[A-Za-z0-9+/]{6,}={0,2}"), rf"\1{HIDDEN}"),
    # Tokens known by their shape: Slack's, GitHub's, AWS's, and signed ones (RFC 7519).
    (re.compile(r"\b(?:xox[a-z]|xapp|gh[a-z])[-_][A-Za-z0-9_-]{6,}"), HIDDEN),
    (re.compile(r"\bAKIA[A-Z0-9]{12,}|\beyJ[\w-]+\.[\w-]+\.[\w-]*"), HIDDEN),
    # Addresses that are secrets by themselves: webhooks, workflows, and our own pages and exports.
    (re.compile(r"(?i)(//(?:hooks\.slack\.com|[a-z0-9-]+\.webhook\.office\.com)/)[^\s\"'<>]+"), rf"\1{HIDDEN}"),
    (
        re.compile(
            r"(?i)(//[a-z0-9.-]+\.(?:logic\.azure\.com|environment\.api\.powerplatform\.com)(?::\d+)?/)[^\s\"'<>]+"
        ),
        rf"\1{HIDDEN}",
    ),
    (re.compile(r"(/(?:digests|feeds)/)[A-Za-z0-9_-]{16,}"), rf"\1{HIDDEN}"),
)


def keep_secret(values: Iterable[str]) -> None:
    """From now on, hide these wherever they stand, whatever stands around them; each part of several in one."""
    _known.update(part for value in values for part in value.split() if len(part) >= _LEAST)


def redacted(text: str) -> str:
    """The same text with its secrets hidden. Never raises."""
    for value in _known:
        text = text.replace(value, HIDDEN)
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return _without_named(text)


def _without_named(text: str) -> str:
    """Hide the values of names that say what they are."""
    kept, at = [], 0
    for found in _NAME.finditer(text):
        if found.start() >= at and _is_secret(found[1], found[2], text[found.end() : found.end() + 1]):
            kept += [text[at : found.end()], HIDDEN]
            value = _VALUE.match(text, found.end())
            at = value.end() if value else found.end()
    return "".join([*kept, text[at:]])


def _is_secret(name: str, between: str, begins: str) -> bool:
    """Whether a value is, by its name, by what stands between, and by how it begins."""
    if name.lower().replace("_", "").replace("-", "").endswith(_STRONG):
        return True
    words = {word.lower() for word in _WORD.findall(name)}
    quoted = between.startswith(_QUOTES) or ("=" in between and begins in _QUOTES)
    as_value = between == "=" or quoted or "x" in words
    return bool(words.intersection(_STRONG) or (as_value and words & _WEAK))

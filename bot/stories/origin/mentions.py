"""Mentions: where a text names an outlet. Whether it credits it is another question, which `credits` asks."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from bot.stories.origin.cues import AFTER_NAME, BEFORE_NAME, DATES, PAPERS
from bot.stories.origin.outlets import Name, Outlets
from bot.stories.origin.tokens import Tokens, key_of

_CAPITALS = 4  # words before the last one of a paper's name that no list knows …
_LONGEST = 80  # … and characters of it
_CAPITAL = re.compile(r"\b[^\W_a-zß-öø-ÿ]\w*(?:[&.'’\-]\w+)*")


@dataclass(frozen=True, slots=True)
class Mention:
    """The tokens [start, end) name an outlet; `short` says that several bear this name, so that context decides."""

    start: int
    end: int
    outlet: str  # "" for a short name
    short: tuple[str, ...] = ()  # its keys
    plain: bool = False  # its name is an everyday word behind "the"


def may_mention(text: str, outlets: Outlets) -> bool:
    """Whether a text may name an outlet: most name none, and are read no further."""
    words = set(_CAPITAL.findall(text))
    return not outlets.telling_words.isdisjoint(map(key_of, words)) or any(word in text for word in outlets.small_names)


def mentions(text: Tokens, outlets: Outlets) -> Iterator[Mention]:
    """The outlets that a text names, first to last; of two that overlap the longer."""
    i = 0
    while i < len(text.keys):
        if not text.may_begin(i) and text.keys[i] not in outlets.small_starts:
            i += 1
            continue
        found = _known(text, i, outlets) or _shaped(text, i) or _lone(text, i)
        if found is not None and _stands_alone(text, found):
            yield found
        i = found.end if found is not None else i + 1


def _known(text: Tokens, i: int, outlets: Outlets) -> Mention | None:
    name = next((name for name in outlets.names.get(text.keys[i], ()) if name.stands_at(text, i)), None)
    return _mention(name, i) if name is not None else None


def _mention(name: Name, i: int) -> Mention:
    end = i + len(name.keys)
    return Mention(i, end, "", name.keys) if name.short else Mention(i, end, name.outlet, plain=name.plain)


def _shaped(text: Tokens, i: int) -> Mention | None:
    """A paper that no list knows: capitalised words of which the last is such as "Gazette"."""
    end = i
    while end - i <= _CAPITALS and text.is_capital(end) and _is_name(text, end, BEFORE_NAME):
        end += 1
        if text.ends[end - 1] - text.starts[i] > _LONGEST:
            return None
        if end - i > 1 and text.keys[end - 1] in PAPERS and text.key(end) != "of":
            return Mention(i, end, text.text[text.starts[i] : _bare_end(text, end - 1)])
    return None


def _lone(text: Tokens, i: int) -> Mention | None:
    """The last word of such a name alone: "the Gazette"."""
    return Mention(i, i + 1, "", (text.keys[i],)) if text.keys[i] in PAPERS and text.is_capital(i) else None


def _bare_end(text: Tokens, i: int) -> int:
    """Where a word ends without its possessive."""
    raw = text.raw(i)
    return text.starts[i] + len(raw) - (2 if text.is_possessive(i) and raw[-1:] == "s" and raw[-2:-1] in "'’" else 0)


def _stands_alone(text: Tokens, found: Mention) -> bool:
    """Whether the name is no part of a longer one, such as of "Times Square" or "Steven Guardian"."""
    return not _goes_on(text, found) and not _began_before(text, found)


def _goes_on(text: Tokens, found: Mention) -> bool:
    after = found.end
    if text.is_possessive(after - 1) or not text.is_capital(after) or _apart(text, after - 1, after):
        return False
    return _is_name(text, after, AFTER_NAME)


def _began_before(text: Tokens, found: Mention) -> bool:
    """Only a name of one plain word can be somebody's last name; "BuzzFeed", "AP" and "Daily Beast" cannot."""
    before, raw = found.start - 1, text.raw(found.start)
    plain = found.end - found.start == 1 and raw[1:].islower()
    if not plain or not text.is_capital(before) or _apart(text, before, found.start):
        return False
    return _is_name(text, before, BEFORE_NAME) and not text.is_possessive(before)


def _is_name(text: Tokens, i: int, others: Container[str]) -> bool:
    return text.key(i) not in others and text.key(i) not in DATES


def _apart(text: Tokens, i: int, j: int) -> bool:
    """Whether more than a space stands between two tokens."""
    return i < 0 or text.text[text.ends[i] : text.starts[j]] != " "

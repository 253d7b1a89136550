"""Kinds: what an article is by its address and its first words: a report, a press release, or a market report.

A release is the word of whoever it is about, and a market report advertises a study: both are printed by the dozen and
neither shows a story well. They are articles all the same; they only weigh less.
"""

import re
from enum import StrEnum
from functools import lru_cache

from bot.model.entry import Entry
from bot.stories.cluster.templates import from_the_mould, is_moulded
from bot.stories.words import folded, read


class Kind(StrEnum):
    """What an article is."""

    REPORT = "report"
    RELEASE = "press release"
    MARKET = "market report"


_READ = 600  # characters of a summary in which a release says that it is one
# Placing has no list of outlets at hand; a test keeps these in step with config/entities/outlets.toml.
_WIRES = frozenset(
    (
        *("prnewswire", "pr newswire", "businesswire", "business wire", "globenewswire", "globe newswire", "openpr"),
        *("accesswire", "access newswire", "accessnewswire", "newswire", "prweb", "einpresswire", "ein presswire"),
        *("newsfile", "newsfile corp", "newsfilecorp", "prlog", "cision", "marketersmedia", "prunderground"),
        *("send2press", "24-7 press release", "24-7pressrelease", "presseportal", "ots"),
    )
)
_SUFFIX = re.compile(r"\.(?:com|net|org|co\.uk|co|io|de|eu)$")
_HOST = re.compile(r"https?://(?:[\w-]+\.)*?([\w-]+)\.(?:co\.)?[a-z]{2,6}(?:[/:?#]|$)", re.IGNORECASE)
_PATH = re.compile(
    r"/(?:[\w-]*-)?(?:press-?releases?|media-?releases?|prnewswire|business-?wire|globe-?newswire)(?:[-/]|$)",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"PRNewswire\b|\bBUSINESS WIRE\b|\(Business ?Wire\)|GLOBE ?NEWSWIRE|\(GlobeNewswire\)|\bACCESSWIRE\b|"
    r"\bEINPresswire|\bPRWEB\b|\btoday announces\b|\bis (?:pleased|proud|excited|delighted) to announce\b|"
    r"\bforward-looking statements\b"
)
_SIGNS = ("wire", "prweb", "announce", "forward-looking")  # without one of them none of these is asked
_ANNOUNCES = re.compile(r"\btoday announce[sd]\b|\bannounce[sd] today\b|\bproudly announce[sd]\b")
_PRAISES = re.compile(  # what only its own word calls a company
    r"\((?:NASDAQ|NYSE|TSX|LSE|OTC|EURONEXT)[\w ]*:|"
    r"\b(?:a|the) (?:global |world['’]s |industry )?lead(?:er|ing)\b|[®™]",
    re.IGNORECASE,
)
_MOULD_SHARE = 1 / 3  # of a market report's title


def kind_of(entry: Entry) -> Kind:
    """What an article is. Nothing of it but the title is asked whether it is a market report."""
    return _kind(entry.source, entry.link, entry.title, entry.summary[:_READ])


# A story that grows asks this of all its articles again.
@lru_cache(maxsize=20_000)
def _kind(source: str, link: str, title: str, begun: str) -> Kind:
    if _is_market_report(title):
        return Kind.MARKET
    return Kind.RELEASE if _is_release(source, link, begun) else Kind.REPORT


def _is_market_report(title: str) -> bool:
    """Whether a title comes from the mould, and is made of little else: other titles speak of markets, too."""
    folded_title = title.casefold()
    if "market" not in folded_title and "industr" not in folded_title:
        return False
    stems = frozenset(read(title).stems)
    return from_the_mould(stems) and sum(map(is_moulded, stems)) >= _MOULD_SHARE * len(stems)


def _is_release(source: str, link: str, begun: str) -> bool:
    if _SUFFIX.sub("", folded(source)) in _WIRES:
        return True
    host = _HOST.match(link)
    if host is not None and host[1].casefold() in _WIRES:
        return True
    return _PATH.search(link) is not None or _announces(begun)


def _announces(begun: str) -> bool:
    lower = begun.casefold()
    if not any(sign in lower for sign in _SIGNS):
        return False
    announced = _ANNOUNCES.search(begun) is not None and _PRAISES.search(begun) is not None
    return announced or _MARKS.search(begun) is not None

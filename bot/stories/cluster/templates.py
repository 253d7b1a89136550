"""Moulds that name their subject in one place: market reports ("Drone Market Size, Share and Forecast 2026"), and who
appears where ("Acme to present at the Harbour Conference")."""

from collections.abc import Collection

_MARKETS = frozenset(("market", "industri"))
_WORDS = (
    "advanc analysi analyst analyz applic assess boost busi cagr challeng compani competit comprehens cost current "
    "data demand detail develop driver dynam estim expect explor fact factor forecast forthcom futur global grow "
    "growth impact improv increas insight invest key landscap latest lead leader major manufactur opportun outlook "
    "overview period plan player potenti predict price product profil profit progress project prospect rapid region "
    "regist report research revenu review rise sale scenario scope sector segment share show signific size statist "
    "statu status strateg strategi strong studi supplier survey swot technolog top trend type upcom valu vendor "
    "volum world worldwid worth year"
)
_MOULD = frozenset(_WORDS.split())
_ENOUGH = 2  # words of the mould, besides the market itself
_APPEARING = frozenset(("attend", "exhibit", "particip", "present", "showcas", "speak", "webcast"))
_VENUES = frozenset(("confer", "convent", "expo", "forum", "symposium"))
_NOBODY: frozenset[str] = frozenset()  # one for all: each would take 216 bytes of the index


def is_moulded(text: str) -> bool:
    """Whether a token belongs to the mould, and not to the subject of a market report."""
    return text in _MOULD or text in _MARKETS or text[0].isdigit()


def from_the_mould(texts: Collection[str]) -> bool:
    """Whether a headline of these distinct tokens is a market report's."""
    if _MARKETS.isdisjoint(texts):
        return False
    return sum(text in _MOULD or _is_year(text) for text in texts) >= _ENOUGH


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text.startswith("20")


def guest(texts: Collection[str]) -> frozenset[str]:
    """Who a headline of these tokens, in their order, says will appear at a conference: the words before that verb."""
    if _VENUES.isdisjoint(texts):
        return _NOBODY
    in_order = list(texts)
    verb = next((place for place, text in enumerate(in_order) if text in _APPEARING), 0)
    return frozenset(in_order[:verb]) if not _VENUES.isdisjoint(in_order[verb:]) else _NOBODY

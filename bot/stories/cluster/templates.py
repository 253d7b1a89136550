"""Market reports: titles from one mould ("Drone Market Size, Share and Forecast 2026"), told apart by subject."""

from bot.stories.cluster.tokens import Token

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


def subject(tokens: list[Token], headline: list[Token]) -> list[Token]:
    """The tokens without those of the mould where the headline is a market report's; else all of them."""
    if not _from_the_mould(headline):
        return tokens
    return [token for token in tokens if not _moulded(token.text)]


def _from_the_mould(headline: list[Token]) -> bool:
    texts = {token.text for token in headline}
    moulded = sum(text in _MOULD or _is_year(text) for text in texts)
    return not texts.isdisjoint(_MARKETS) and moulded >= _ENOUGH


def _moulded(text: str) -> bool:
    return text in _MOULD or text in _MARKETS or text[0].isdigit()


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text.startswith("20")

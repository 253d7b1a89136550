"""Which words of an English headline name somebody: learned from headlines that do not capitalise every word."""

from collections.abc import Collection, Sequence

from bot.stories.cluster.synonyms import COMMON
from bot.stories.cluster.tokens import Token

_TITLE_CASE = 0.75  # from this share of capitals on, a headline's capitals say nothing
_SMALL = -2  # a word that is spelled small once for each two times with a capital is no name


class Spelling:
    """How each word is spelled inside headlines: above 0 mostly with a capital, below with a small letter."""

    def __init__(self) -> None:
        self._leaning: dict[str, int] = {}

    def learn(self, headline: Sequence[Token]) -> None:
        """Take in one headline. Its first word has a capital anyhow."""
        if sum([capital for _, _, capital in headline]) >= _TITLE_CASE * len(headline):
            return
        leaning, so_far = self._leaning, self._leaning.get
        for text, position, capital in headline:
            if position:
                leaning[text] = so_far(text, 0) + (1 if capital else _SMALL)

    def keep(self, tokens: Collection[str]) -> None:
        """Forget all words but these, so that memory stays bounded."""
        self._leaning = {token: leaning for token, leaning in self._leaning.items() if token in tokens}

    def names(self, headline: Sequence[Token]) -> frozenset[str]:
        """Numbers, words mostly spelled with a capital, and words never seen that have one and are not common."""
        leaning = self._leaning.get
        return frozenset(
            [
                text
                for text, _, capital in headline
                if leaning(text, capital and text not in COMMON) > 0 or text[0].isdigit()
            ]
        )

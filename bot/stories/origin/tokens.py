"""Tokens: a text as words and marks with their places, read in one pass whose cost grows with its length alone."""

import re
from dataclasses import dataclass

# Each character is looked at a bounded number of times: a word's inner marks are no letters, so nothing is tried twice.
_TOKEN = re.compile(r"[dlDL]['’](?=\w)|\w+(?:[&.'’\-]\w+)*|[^\w\s]")
_QUOTES = str.maketrans("’‘ʼ´`", "'''''")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text in order. `keys[i]` is the i-th word without case and possessive, which stands at
    `text[starts[i]:ends[i]]`."""

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def raw(self, i: int) -> str:
        """The i-th token as it stands; "" outside the text."""
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.keys) else ""

    def key(self, i: int) -> str:
        """The i-th token's key; "" outside the text."""
        return self.keys[i] if 0 <= i < len(self.keys) else ""

    def is_word(self, i: int) -> bool:
        """Whether it is a word and no mark."""
        return self.raw(i)[:1].isalnum()

    def is_capital(self, i: int) -> bool:
        """Whether it is a word that begins with a capital letter."""
        return self.raw(i)[:1].isupper()

    def may_begin(self, i: int) -> bool:
        """Whether a name may begin there: with a capital letter or a digit."""
        first = self.text[self.starts[i]]
        return first.isupper() or first.isdigit()

    def is_possessive(self, i: int) -> bool:
        """Whether the i-th word owns what follows: "Reuters’ sources", "CNN's reporter"."""
        raw = self.raw(i).translate(_QUOTES)
        if raw.endswith("'s"):
            return True
        return raw.endswith("s") and self.raw(i + 1).translate(_QUOTES) == "'" and self.touches(i)

    def touches(self, i: int) -> bool:
        """Whether nothing stands between the i-th token and the next."""
        return i + 1 < len(self.keys) and self.ends[i] == self.starts[i + 1]


def tokens(text: str) -> Tokens:
    """The words and marks of a text."""
    found = list(_TOKEN.finditer(text))
    keys = tuple([key_of(match[0]) for match in found])
    return Tokens(text, keys, tuple([match.start() for match in found]), tuple([match.end() for match in found]))


def key_of(word: str) -> str:
    """A word without case, possessive and the kind of its apostrophe."""
    plain = word.casefold()
    return plain if plain.isalnum() else plain.translate(_QUOTES).removesuffix("'s")

"""Words: the one way text becomes stemmed tokens, for queries, clustering and every search engine alike.

A token is a run of letters and digits, lower-cased, without accents and possessives, stemmed by Snowball's
English stemmer (https://snowballstem.org/algorithms/english/stemmer.html). Chinese and Japanese characters are
a token each, so that an unspaced phrase is found as a sequence. Tokens hold only ASCII letters and digits and
non-ASCII characters, which is exactly what FTS5's `ascii` tokenizer keeps together.
"""

import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_CJK}]|\d+(?:[.,]\d+)+|(?:(?![{_CJK}])[^\W_])+(?:['’](?:(?![{_CJK}])[^\W_])+)*")
_local = threading.local()


@dataclass(frozen=True, slots=True)
class Words:
    """A text's tokens in order. `stems[i]` stands at `text[starts[i]:ends[i]]`."""

    text: str
    stems: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def surface(self, i: int) -> str:
        """The i-th word as it stands in the text."""
        return self.text[self.starts[i] : self.ends[i]]


def read(text: str) -> Words:
    """The words of a plain text."""
    found = [(stem(match[0]), *match.span()) for match in _TOKEN.finditer(text)]
    kept = [token for token in found if token[0]]  # some letters fold to nothing
    return Words(
        text=text,
        stems=tuple([token[0] for token in kept]),
        starts=tuple([token[1] for token in kept]),
        ends=tuple([token[2] for token in kept]),
    )


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one word: what two forms of the same word have in common."""
    plain = fold(word)
    return _stemmer().stemWord(plain) if plain.isascii() else plain


def fold(word: str) -> str:
    """A word without case, accents, possessive and inner punctuation: `Clearview’s` → `clearview`."""
    lowered = word.casefold().replace("’", "'")
    if not lowered.isascii():
        decomposed = unicodedata.normalize("NFKD", lowered)
        lowered = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    lowered = lowered.removesuffix("'s").replace("'", "").replace(",", "").replace(".", "·")
    return "".join(char for char in lowered if char.isalnum() or char == "·")


def _stemmer() -> "Stemmer.Stemmer":
    """One stemmer a thread: PyStemmer's objects are not thread-safe."""
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer("english")
    stemmer: Stemmer.Stemmer = _local.stemmer
    return stemmer

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
_UNSPACED = re.compile(rf"[{_CJK}]")
_SPACED_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’][^\W_]+)*")
_TOKEN = re.compile(rf"[{_CJK}]|\d+(?:[.,]\d+)+|(?:(?![{_CJK}])[^\W_])+(?:['’](?:(?![{_CJK}])[^\W_])+)*")
_QUOTES = str.maketrans("", "", "\"'`´‘’‚“”„‹›«»")  # typed otherwise than printed, or lost on the way
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
    # Without Chinese or Japanese in the text a simpler pattern finds the same tokens, in about half the time.
    pattern = _TOKEN if not text.isascii() and _UNSPACED.search(text) else _SPACED_TOKEN
    found = list(pattern.finditer(text))
    stems = tuple([stem(match[0]) for match in found])
    if not all(stems):  # some letters fold to nothing
        found = [match for match, stemmed in zip(found, stems, strict=True) if stemmed]
        stems = tuple(filter(None, stems))
    return Words(text, stems, tuple([match.start() for match in found]), tuple([match.end() for match in found]))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one word: what two forms of the same word have in common."""
    plain = fold(word)
    return _stemmer().stemWord(plain) if plain.isascii() else plain


def word_set(*lines: str) -> frozenset[str]:
    """The words on these lines."""
    return frozenset(word for line in lines for word in line.split())


def folded(name: str) -> str:
    """A publication's name without case, spacing and quotes: two that fold alike are one."""
    return " ".join(name.casefold().translate(_QUOTES).split())


@lru_cache(maxsize=50_000)
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

"""What was probably meant by the words of a search that finds nothing: words that the titles of the archive have."""

import difflib
import re
from collections.abc import Callable, Sequence

from bot.model.entry import Entry
from bot.stories.entities.shipped import gazetteer
from bot.stories.query import Query
from bot.stories.query.values import Named

_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"(?<![\w:=*/-])[^\W\d_]{5,30}(?![\w:=*/])")  # no field, no operator, nothing exact
_SHORTEST = 4  # characters of a word that may have been meant
_MOST = 4  # words that are looked for
_NEAR = 0.8  # difflib's ratio


def nearly(words: str, entries: Sequence[Entry], finds: Callable[[str], bool]) -> str:
    """The words with those that no title has put right, where that finds something; "" else."""
    known = {word for entry in entries for word in _WORD.findall(entry.title.casefold()) if len(word) >= _SHORTEST}
    unknown = [word for word in dict.fromkeys(_PLAIN.findall(words)) if word.casefold() not in known][:_MOST]
    meant = words
    for word in unknown:
        for near in difflib.get_close_matches(word.casefold(), known, n=1, cutoff=_NEAR):
            meant = re.sub(rf"\b{word}\b", near, meant)
    return meant if meant != words and finds(meant) else ""


def unnamed(query: Query) -> str:
    """That no article names it, where a query asks for one entity and nothing else; "" else."""
    if not isinstance(query.root, Named):
        return ""
    asked = query.root
    entity = gazetteer().entities.get(asked.id)
    return f"No article in the archive names `{asked}`{f' ({entity.title})' if entity else ''}."

"""What was probably meant by words that are no command: other words for the same, other orders, slips of the hand."""

import difflib
from collections.abc import Iterator, Sequence

from bot.chat.grammar.links import link
from bot.chat.grammar.other_words import ASKS_FOR_NEWS, FILLERS, NEWS, NOUNS, OTHER_WORDS, VERBS
from bot.chat.grammar.verbs import FAMILIES, USAGE

_LONGEST = 40  # characters of a word worth comparing with the verbs
_NEAR = 0.6  # difflib's ratio
_PAIRS_NEAR = 0.75  # the same for two words
_PAIRS = [verb for verb in USAGE if " " in verb]
_SINGLES = [verb for verb in USAGE if " " not in verb]

_MOST_FILLERS = 5


def guesses(tokens: Sequence[str]) -> Iterator[str]:
    """Whole commands that may have been meant, the likeliest first; not all of them read."""
    yield from _guesses(tokens)
    fillers = next((i for i, word in enumerate(tokens[:_MOST_FILLERS]) if word.casefold() not in FILLERS), 0)
    if fillers:  # `show me the ledger`: the command behind the courtesies, or what is near it
        yield " ".join(tokens[fillers:])
        yield from _guesses(tokens[fillers:])


def _guesses(tokens: Sequence[str]) -> Iterator[str]:
    words = _lowered(tokens)
    if not words:
        return
    if " ".join(words).startswith(ASKS_FOR_NEWS):
        yield NEWS
    if link(tokens[0]):
        yield f"why {tokens[0]}"
    yield from told_apart(tokens)
    yield from _second_misspelt(words, tokens)
    yield from (_command(verb, tokens[1:]) for verb in OTHER_WORDS.get(words[0], ()))
    yield from _misspelt(words, tokens)


def _lowered(tokens: Sequence[str]) -> list[str]:
    return [word[:_LONGEST].casefold().replace("’", "'").rstrip("?!.,") for word in tokens]


def told_apart(tokens: Sequence[str]) -> Iterator[str]:
    """`add feed URL`, `feed add URL`, `topics show X`: a noun and an action, in either order, as a whole command."""
    words = _lowered(tokens[:2])
    for noun, action in (words, words[::-1]) if len(words) > 1 else ():
        verb = VERBS[NOUNS[noun]].get(action) if noun in NOUNS else None
        if verb:
            yield _command(verb, tokens[2:])


def nearest(word: str) -> str:
    """The verb that was probably meant, "" when none is near."""
    near = difflib.get_close_matches(word[:_LONGEST].casefold(), [*USAGE, *FAMILIES], n=1, cutoff=_NEAR)
    return near[0] if near else ""


def _second_misspelt(words: Sequence[str], tokens: Sequence[str]) -> Iterator[str]:
    """`topic shwo X`: the verbs of this first word whose second looks like what was written."""
    noun = NOUNS.get(words[0])
    if noun and len(words) > 1:
        seconds = {verb.split()[1]: verb for verb in _PAIRS if verb.startswith(f"{noun} ")}
        near = difflib.get_close_matches(words[1], seconds, n=1, cutoff=_NEAR)
        yield from (_command(seconds[second], tokens[2:]) for second in near)


def _misspelt(words: Sequence[str], tokens: Sequence[str]) -> Iterator[str]:
    """The verbs that look like the first two words, or like the first."""
    pairs = difflib.get_close_matches(" ".join(words[:2]), _PAIRS, n=1, cutoff=_PAIRS_NEAR) if len(words) > 1 else []
    yield from (_command(verb, tokens[2:]) for verb in pairs)
    singles = difflib.get_close_matches(words[0], [*_SINGLES, *FAMILIES], n=2, cutoff=_NEAR)
    yield from (_command(verb, tokens[1:]) for verb in singles if verb != words[0])


def _command(verb: str, rest: Sequence[str]) -> str:
    return " ".join([verb, *rest])

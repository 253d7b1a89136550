"""What was probably meant by words that are no command: other words for the same, other orders, slips of the hand."""

import difflib
from collections.abc import Iterator, Sequence

from bot.chat.grammar.links import link
from bot.chat.grammar.other_words import (
    ASKS_FOR_NEWS,
    FILLERS,
    LINKS,
    NEWS,
    NOUNS,
    OTHER_WORDS,
    STOPS,
    VERBS,
    WHATEVER,
)
from bot.chat.grammar.verbs import FAMILIES, USAGE

_LONGEST = 40  # characters of a word worth comparing with the verbs
_NEAR = 0.6  # difflib's ratio
_PAIRS_NEAR = 0.75  # the same for two words
_PAIRS = [verb for verb in USAGE if " " in verb]
_SINGLES = [verb for verb in USAGE if " " not in verb]

_MOST_FILLERS = 5


def guesses(tokens: Sequence[str]) -> Iterator[str]:
    """Whole commands that may have been meant, the likeliest first; not all of them read."""
    said = _lowered(tokens[:_MOST_FILLERS])
    fillers = next((i for i, word in enumerate(said) if word not in FILLERS), 0)
    behind = tokens[fillers:]  # `show me the ledger`: the command behind the courtesies, or what is near it
    yield from _other_words(tokens)
    if fillers:
        yield _command(behind[0], behind[1:])
        yield from _other_words(behind)
    yield from _look_alikes(tokens if not fillers else behind)
    if fillers:
        yield from _look_alikes(tokens)
    elif FILLERS.issuperset(said):  # `who are you`
        yield "help"


def _other_words(tokens: Sequence[str]) -> Iterator[str]:
    """What the words mean as they are written, in another order or by another word."""
    words = _lowered(tokens)
    if not words:
        return
    if " ".join(words).startswith(ASKS_FOR_NEWS):
        yield NEWS
    if link(tokens[0]):
        yield f"why {tokens[0]}"
    yield from told_apart(tokens)
    yield from _second_misspelt(words, tokens)
    if words[0] in STOPS and WHATEVER.issuperset(words[1:]):
        yield "pause"
    yield from (_command(verb, tokens[1:]) for verb in OTHER_WORDS.get(words[0], ()))


def _look_alikes(tokens: Sequence[str]) -> Iterator[str]:
    """The verbs that the words look like; none where the first is a word for something else, or none that matters."""
    words = _lowered(tokens)
    if words and words[0] not in FILLERS and words[0] not in OTHER_WORDS:
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
    if others := OTHER_WORDS.get(word.casefold()):
        return others[0]
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
    """The words as a command, without what only links a verb to its topic: `subscribe me to X`."""
    links = LINKS.get(verb.casefold(), ())
    start = next((i for i, word in enumerate(rest) if word.casefold() not in links), len(rest))
    return " ".join([verb, *rest[start:]])

"""Help, on all commands or on one; and courtesies, which it answers."""

from collections.abc import Sequence

from bot.chat.grammar.alone import Reader
from bot.chat.grammar.echo import echo
from bot.chat.grammar.guess import nearest
from bot.chat.grammar.other_words import OF_QUERIES
from bot.chat.grammar.typed import SLASH
from bot.chat.grammar.verbs import FAMILIES, split_verb
from bot.errors import CommandError
from bot.model.command import Command, Help

_GREETINGS = frozenset({"hello", "hi", "hey", "hallo", "hej", "hola", "bonjour", "moin", "ciao", "howdy"})
_THANKS = frozenset({"thanks", "thank", "thx", "ty", "cheers", "merci", "danke", "gracias"})
_POLITE = frozenset({"a", "again", "all", "everyone", "lot", "much", "presswatch", "so", "there", "very", "you"})

_QUERIES = (
    "How a query is written stands in docs/reference.md, under “Query language”. "
    "Did you mean `help try`? It tries a query before a topic has it."
)


def _help(rest: Sequence[str]) -> Command:
    """`help`, `help feeds add`, or `help feeds` for all of that family; words behind the verb do no harm."""
    words = [word.casefold().removeprefix(SLASH) for word in rest]
    if not any(words):
        return Help()
    if len(words) == 1 and (words[0] in FAMILIES or words[0] == Help.ALL):
        return Help(words[0])
    verb, _ = split_verb(words)
    if verb or words[0] in FAMILIES:
        return Help(verb or words[0])
    if words[0].rstrip(":?") in OF_QUERIES:
        raise CommandError(f"“{echo(rest[0])}” is no command: it is about queries.", _QUERIES, meant="help try")
    guess = nearest(" ".join(words[:2])) or nearest(words[0])
    raise CommandError(f"There is no command “{echo(' '.join(rest))}”.", "", meant=f"help {guess}".strip())


def courtesy(tokens: Sequence[str]) -> Command | None:
    """What answers a greeting or thanks that say nothing else; None where the words are neither."""
    words = [word.casefold().strip("!.,?)(:") for word in tokens]
    first, *others = words
    if not _POLITE.issuperset(filter(None, others)):
        return None
    return Help(Help.HELLO) if first in _GREETINGS else Help(Help.THANKS) if first in _THANKS else None


READERS: dict[str, Reader] = {"help": _help}

"""Names of topics: what people type. Lower-case letters, digits and hyphens; nothing that a command means otherwise."""

import re

from bot.errors import CommandError
from bot.flow.answer.asking import Asking
from bot.model.topic import Topic
from bot.ports.store import Session
from bot.stories import words
from bot.stories.query import Query
from bot.stories.query.tree import And, Near, Node, Not, Or, Phrase, Prefix, Sum
from bot.stories.query.values import Named, Value

LONGEST = 40  # characters
_NAME = re.compile(r"(?=[0-9-]*[a-z])[a-z0-9]+(-[a-z0-9]+)*")
_OTHER = re.compile(r"[^a-z0-9]+")
_WORDS = 3  # of a query, in a suggested name
_TAKEN = frozenset(  # `subscribe TOPIC daily at 9`, `pause TOPIC until`, `topic delete TOPIC yes`: these end a name
    (
        "all",
        "at",
        "at-once",
        "daily",
        "every",
        "for",
        "from",
        "in",
        "on",
        "once",
        "page",
        "story",
        "until",
        "weekly",
        "yes",
    )
)


def new_name(session: Session, asking: Asking, given: str) -> str:
    """A name for a new topic: "School cameras" is school-cameras. CommandError, with a name that would do, where it
    cannot be one or another topic has it."""
    name = readable(given)
    known = known_as(session, asking, name)
    if known is not None:
        raise CommandError(
            f"There is a topic {known.name} already ({known.title}).",
            f"`topic edit {known.name}` changes it; or take another name.",
            meant=f"topic show {known.name}",
        )
    return name


def known_as(session: Session, asking: Asking, name: str) -> Topic | None:
    """The topic on offer here that people could mean by this name: its own, or its title's."""
    offered = session.topics.offered(asking.channel.workspace_id)
    exact = next((topic for topic in offered if topic.name == name), None)
    return exact or next((topic for topic in offered if _slug(topic.title) == name), None)


def installed(session: Session, name: str) -> Topic | None:
    """The topic of this name that comes with the installation, on offer or hidden by a workspace's own."""
    return next((one for one in session.topics.all() if one.workspace_id is None and one.name == name), None)


def readable(given: str) -> str:
    """A name as it will be typed. CommandError where none can be made of what was given."""
    name = "-".join(given.casefold().replace("_", " ").replace("-", " ").split())
    if name in _TAKEN:
        raise CommandError(f"“{name}” means something else in commands.", f"`{name}-news` would do.")
    if len(name) > LONGEST:
        raise CommandError(f"The name has {len(name)} characters; {LONGEST} are the most.", _would_do(name))
    if not _NAME.fullmatch(name):
        raise CommandError("A topic's name is made of letters from a to z, digits and hyphens.", _would_do(name))
    return name


def title_of(name: str) -> str:
    """What people read: school-cameras is “School cameras”."""
    spaced = name.replace("-", " ")
    return spaced[:1].upper() + spaced[1:]


def suggested(session: Session, asking: Asking, query: Query) -> str:
    """A free name made of a query's first words; "" where none comes of them."""
    found = dict.fromkeys(part for text in _texts(query.root) for part in _slug(text).split("-") if part)
    name = "-".join(list(found)[:_WORDS])[:LONGEST].rstrip("-")
    if not _NAME.fullmatch(name) or name in _TAKEN or known_as(session, asking, name) is not None:
        return ""
    return name


def _would_do(name: str) -> str:
    near = _slug(name)[:LONGEST].rstrip("-")
    return f"`{near}` would do." if _NAME.fullmatch(near) and near not in _TAKEN else "`school-cameras` is one."


def _slug(text: str) -> str:
    """Words as a name: without accents, with hyphens."""
    return "-".join(filter(None, (_OTHER.sub("", words.fold(word)) for word in re.split(r"[\s_-]+", text))))


def _texts(node: Node) -> list[str]:
    """What a query asks for, in its order; of alternatives the first."""
    match node:
        case And():
            return [text for item in node.items for text in _texts(item)]
        case Or():
            return _texts(node.items[0])
        case Near():
            return [text for operand in node.operands for text in _texts(operand[0])]
        case Not():
            return []
        case Named():
            return [node.key]
        case Sum():
            return [term.text for term in node.weighty[:1]]
        case Phrase() | Prefix():
            return [node.text]
    return [] if isinstance(node, Value) else [node.text]

"""The query language: one parser, one evaluator, one linter, used by topics, search and previews alike."""

from bot.stories.query.asked import fault_of, judged_as, query_of
from bot.stories.query.document import Document, Verdict, body_text, read_document
from bot.stories.query.edit import differing
from bot.stories.query.evaluate import evaluate
from bot.stories.query.explain import explain
from bot.stories.query.explanation import Explanation, NodeKind, Shortfall
from bot.stories.query.lack import Lack, Reason
from bot.stories.query.lint import Advice, lint
from bot.stories.query.narrow import Narrowing, narrow, narrow_any, to_fts5
from bot.stories.query.nearest import nearest, shortfall
from bot.stories.query.parser import LIMIT, parse
from bot.stories.query.parts import Part, Role, parts
from bot.stories.query.relax import Relaxation, relaxations
from bot.stories.query.tree import Query

__all__ = [
    "LIMIT",
    "Advice",
    "Document",
    "Explanation",
    "Lack",
    "Narrowing",
    "NodeKind",
    "Part",
    "Query",
    "Reason",
    "Relaxation",
    "Role",
    "Shortfall",
    "Verdict",
    "body_text",
    "differing",
    "evaluate",
    "explain",
    "fault_of",
    "judged_as",
    "lint",
    "narrow",
    "narrow_any",
    "nearest",
    "parse",
    "parts",
    "query_of",
    "read_document",
    "relaxations",
    "shortfall",
    "to_fts5",
]

"""The query language: one parser, one evaluator, one linter, used by topics, search and previews alike."""

from bot.stories.query.document import Document, Verdict, body_text, read_document
from bot.stories.query.evaluate import evaluate
from bot.stories.query.lint import Advice, lint
from bot.stories.query.narrow import Narrowing, narrow, to_fts5
from bot.stories.query.parser import LIMIT, parse
from bot.stories.query.tree import Query

__all__ = [
    "LIMIT",
    "Advice",
    "Document",
    "Narrowing",
    "Query",
    "Verdict",
    "body_text",
    "evaluate",
    "lint",
    "narrow",
    "parse",
    "read_document",
    "to_fts5",
]

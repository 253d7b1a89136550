"""Named SQL: each query lives in queries/<noun>.sql under a `-- name:` line, with one line of why."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_NAME = re.compile(r"^-- name: ([a-z_]+)$", re.MULTILINE)


@cache
def queries(noun: str) -> Mapping[str, str]:
    """The queries of one noun, by name. KeyError in use means a name that no file has."""
    parts = _NAME.split((_HERE / "queries" / f"{noun}.sql").read_text("utf-8"))
    return dict(zip(parts[1::2], (sql.strip() for sql in parts[2::2]), strict=True))


@cache
def migrations() -> Mapping[str, str]:
    """Every schema file in order, by its name without `.sql`."""
    return {path.stem: path.read_text("utf-8") for path in sorted((_HERE / "schema").glob("*.sql"))}

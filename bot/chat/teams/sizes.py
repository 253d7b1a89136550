"""How much of a card's room its parts take."""

import json
from typing import Any


def weigh(value: Any) -> int:
    """Bytes of a value as it travels: compact JSON in UTF-8 with no sign escaped that need not be, and a comma."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()) + 1

"""The border of flow: an unknown fault gets an id that the log has and a person sees, and nothing else breaks."""

import logging
import uuid
from collections.abc import Callable

from bot.errors import PresswatchError

log = logging.getLogger(__name__)


def guarded(
    name: str, act: Callable[[], object], *, passing: type[PresswatchError] | tuple[type[PresswatchError], ...] = ()
) -> str:
    """Do one thing. Returns "" when it went well, else the sentence that a person may see.

    A known error is logged in a line, an unknown one with its traceback under an id; `passing` ones are raised.
    """
    try:
        act()
    except passing:
        raise
    except PresswatchError as error:
        log.error("%s: %s %s", name, error.message, error.cure)
        return f"{error.message} {error.cure}".strip()
    except Exception:  # the border: what is not known is told by an id and survived
        fault = uuid.uuid4().hex[:8]
        log.exception("%s: fault %s", name, fault)
        return f"Something went wrong that we did not foresee. The log has it as fault {fault}."
    return ""

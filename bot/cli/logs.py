"""Log lines on standard error: for people when, how grave, where, what; or a JSON object each. Never a secret."""

import copy
import json
import logging
import sys
import threading
import time
from datetime import UTC, datetime
from types import TracebackType

from bot.cli.redact import redacted

log = logging.getLogger("bot")
# What a stranger's text may not do to a log: begin a line of its own, or command a terminal.
_UNRULY = {code: f"\\x{code:02x}" for code in (*range(32), 127)} | {ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\t"}


def set_up_logs(level: str, form: str = "text") -> None:
    """Log from `level` upwards as "text" or "json"; libraries only when something is wrong.

    Errors that nobody caught are logged, too: what goes past the log is not redacted.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(True)
    for ours in ("bot", "presswatch"):
        logging.getLogger(ours).setLevel(level.upper())
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


class TextLines(logging.Formatter):
    """A line a record, in UTC, and a traceback below it."""

    def __init__(self) -> None:
        super().__init__("%(asctime)sZ %(levelname)-7s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        """See logging.Formatter."""
        plain = copy.copy(record)  # other handlers are handed the same record
        plain.msg, plain.args = _message(record).translate(_UNRULY), ()
        return redacted(super().format(plain))


class JsonLines(logging.Formatter):
    """An object a record, on a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """See logging.Formatter."""
        shown = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": redacted(_message(record)),
        }
        if record.exc_info:
            shown["exception"] = redacted(self.formatException(record.exc_info))
        if record.stack_info:
            shown["stack"] = redacted(record.stack_info)
        return json.dumps(shown, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    """The message with its arguments; also of a record whose arguments do not fit, which logging would print raw."""
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return f"{record.msg} {record.args}"


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        log.critical("an error that nobody foresaw ended this process", exc_info=(kind, error, trace))


def _uncaught_in_thread(arguments: threading.ExceptHookArgs) -> None:
    name = arguments.thread.name if arguments.thread else "unknown"
    error = arguments.exc_value
    if error is not None:
        log.critical("an error that nobody foresaw ended thread %s", name, exc_info=error)

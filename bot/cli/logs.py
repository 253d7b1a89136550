"""Log lines a person can read: when, how grave, where, what."""

import logging
import sys
import time


def set_up_logs(level: str) -> None:
    """Log to standard error from `level` upwards; libraries only when something is wrong."""
    handler = logging.StreamHandler(sys.stderr)
    formatter = logging.Formatter("%(asctime)sZ %(levelname)-7s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(level.upper())
    logging.getLogger("presswatch").setLevel(level.upper())

"""What a worker may be told to do instead of parsing; runs in the worker process."""

import ctypes
import os
import signal
import time

from bot.errors import ParseRejected
from bot.feeds.limits import ParseLimits
from bot.model.entry import ParsedEntry, ParsedFeed
from bot.ports.parser import ParseJob

_hoard: list[bytearray] = []


def read(job: ParseJob, limits: ParseLimits) -> ParsedFeed | ParseRejected:
    """Do what the body says; anything unknown becomes a feed of that title, told by which process."""
    order, _, argument = job.body.decode().partition(" ")
    match order:
        case "loop":
            while True:
                pass
        case "sleep":
            time.sleep(float(argument))
        case "eat":
            _hoard.append(bytearray(4 * 1024**3))
        case "hoard":  # and leave too little for the next one
            _hoard.append(bytearray(int(argument)))
        case "need":
            bytearray(int(argument))
        case "crash":
            ctypes.string_at(0)
        case "raise":
            raise KeyError(argument)
        case "refuse":
            return ParseRejected("not-a-feed", argument)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "tell":
            title = f"{os.environ.get(argument)} {signal.getsignal(signal.SIGINT).name}"  # type: ignore[union-attr]
            return ParsedFeed(parser="fast", received=0, title=title)
    entry = ParsedEntry(title=job.body.decode(), published=job.now)
    return ParsedFeed(parser="fast", received=1, title=str(os.getpid()), entries=(entry,))

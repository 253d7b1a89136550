"""One roof for small teams: worker and web as child processes, restarted when they fall, stopped together."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from bot.app import open_app
from bot.cli.viewer import Viewer
from bot.settings import Settings

log = logging.getLogger(__name__)
GRACE_SECONDS = 10.0  # the worker finishes what is claimed within this
_LONGEST_WAIT = 60.0  # seconds between restarts of a child that keeps falling


class Child:
    """A `presswatch` command kept alive."""

    def __init__(self, command: str, options: Sequence[str]) -> None:
        self.command = command
        self._arguments = [sys.executable, "-m", "bot", *options, command, "--until-eof"]
        self._process: subprocess.Popen[bytes] | None = None
        self._wait = 1.0
        self._not_before = 0.0

    def keep_alive(self) -> None:
        """Start it, or start it again once its pause is over."""
        if self._process is not None and self._process.poll() is None:
            return
        if self._process is not None:
            log.warning("%s ended with %s; next start in %.0f s", self.command, self._process.returncode, self._wait)
            self._not_before, self._process = time.monotonic() + self._wait, None
            self._wait = min(self._wait * 2, _LONGEST_WAIT)
        if time.monotonic() >= self._not_before:
            # Its own session: a Ctrl-C in the terminal reaches the supervisor alone, which stops both in order.
            # The pipe ends with this process, however it ends, and so do the children that read from it.
            self._process = subprocess.Popen(
                self._arguments, start_new_session=True, env=os.environ, stdin=subprocess.PIPE
            )

    def ask_to_stop(self) -> None:
        """SIGTERM."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def await_end(self, deadline: float) -> None:
        """Wait until it has ended; kill it at the deadline (monotonic seconds)."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.warning("%s did not stop in time and is killed; nothing is lost by it", self.command)
            self._process.kill()
            self._process.wait()


def supervise(settings: Settings, file: Path | None, stop: threading.Event) -> int:
    """Keep worker and web running and show what is posted to the console, until `stop`; returns the exit code."""
    options = ["--settings", str(file)] if file else []
    children = [Child("worker", options), Child("web", options)]
    local = f"http://{settings.web.host}:{settings.web.port}"
    with open_app(settings, base_url=settings.web.public_url or local) as app:
        log.info("running; talk to it with `presswatch chat` in another terminal, stop it with Ctrl-C")
        viewer = Viewer(app)
        try:
            while not stop.is_set():
                for child in children:
                    child.keep_alive()
                viewer.show_new()
                stop.wait(0.5)
        finally:
            _stop_all(children)
            viewer.show_new()
            log.info("stopped; nothing is lost: start again with `presswatch run`")
    return 0


def _stop_all(children: Sequence[Child]) -> None:
    deadline = time.monotonic() + GRACE_SECONDS
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.await_end(deadline)

"""What keeps it going: the worker, the pages, both under one roof, and the tools of an operator."""

import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
import uvicorn

from bot.app import open_app, web_app
from bot.chat.slack import wanting as slack_wanting
from bot.chat.teams import wanting as teams_wanting
from bot.cli.doctor import examine, examine_slack, examine_teams
from bot.cli.frame import cli, out, settings_of
from bot.cli.logs import set_up_logs
from bot.cli.people import say_once
from bot.cli.progress import progress
from bot.cli.supervisor import supervise
from bot.configuration import read_configuration
from bot.errors import PresswatchError
from bot.settings import Settings
from bot.store.sqlite.lock import running
from bot.store.sqlite.migrations import migrate as migrate_database
from bot.worker.local import run_worker

log = logging.getLogger(__name__)
_SWITCH_SECONDS = 0.0005  # a tenth of the usual: an ack must not wait its turn behind answers that compute
_WORKER_NICE = 5  # people wait for the web process, and nobody for an article: the worker and its parsers give way


@cli.command()
def run(context: typer.Context) -> None:
    """Run the worker and the web pages together and show what is posted here. Ctrl-C stops both."""
    settings = settings_of(context)
    set_up_logs(settings.log.level, settings.log.format)
    read_configuration(settings.config)  # a fault is told once, here, and not by a child again and again
    slack_wanting.expect_complete(settings.slack)
    teams_wanting.expect_complete(settings.teams)
    teams_wanting.expect_loopback(settings.teams, settings.web.host)
    _expect_free(settings)
    raise typer.Exit(supervise(settings, context.obj, _stop_signal()))


def _expect_free(settings: Settings) -> None:
    """The address for the pages is free: the child may take it. Else PresswatchError, which says if it is ours."""
    try:
        with listening(settings.web.host, settings.web.port):
            pass
    except PresswatchError:
        ours = running(settings.database, "run", "web")
        if not ours:
            raise
        raise PresswatchError(
            f"Presswatch already runs here, on the data in {settings.data}: {ours[0]}.",
            "Talk to it with `presswatch chat`, or stop it first with Ctrl-C where it was started.",
        ) from None


UntilEof = Annotated[bool, typer.Option("--until-eof", hidden=True, help="Stop when standard input ends.")]


@cli.command()
def worker(context: typer.Context, until_eof: UntilEof = False) -> None:
    """Poll, publish and deliver until told to stop."""
    settings = settings_of(context)
    set_up_logs(settings.log.level, settings.log.format)
    teams_wanting.expect_complete(settings.teams)
    stop = _stop_signal()
    if until_eof:
        _at_eof(stop.set)
    os.nice(_WORKER_NICE)
    with open_app(settings, stop=stop) as app:
        app.set_up()
        log.info("polling, publishing and delivering what is due; stop it with Ctrl-C or SIGTERM")
        run_worker(app.ticks(), stop, app.interrupt)


@cli.command()
def web(context: typer.Context, until_eof: UntilEof = False) -> None:
    """Serve the digests' pages and /healthz, and listen to people on Slack where it is set up."""
    settings = settings_of(context)
    set_up_logs(settings.log.level, settings.log.format)
    sys.setswitchinterval(_SWITCH_SECONDS)
    _stop_signal()  # uvicorn raises what stopped it once more: unheard, it would end us before all is closed
    serve(settings, until_eof=until_eof)


def _at_eof(act: Callable[[], None]) -> None:
    """Do something when standard input ends: whoever held its other end is gone."""

    def wait() -> None:
        while os.read(sys.stdin.fileno(), 4096):  # not the buffered stream: its lock would be missed at exit
            pass
        act()

    threading.Thread(target=wait, name="until-eof", daemon=True).start()


def serve(settings: Settings, *, until_eof: bool = False) -> None:
    """Serve until SIGINT or SIGTERM, or until standard input ends."""
    with (
        open_app(settings) as app,
        listening(settings.web.host, settings.web.port) as listener,
        app.listening() as routes,
    ):
        host, port = listener.getsockname()[:2]
        log.info("serving at http://%s:%d; each digest leads to its own page there", host, port)
        config = uvicorn.Config(web_app(app, routes), log_config=None, access_log=False, server_header=False)
        server = uvicorn.Server(config)
        if until_eof:
            _at_eof(partial(setattr, server, "should_exit", True))
        server.run(sockets=[listener])
        app.interrupt()  # an answer that waits for a feed must not delay the stop


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket bound to the address; PresswatchError where it is taken or not ours."""
    try:
        listener = socket.create_server((host, port), reuse_port=False)
    except OSError as error:
        raise PresswatchError(
            f"Pages cannot be served at {host}:{port}: {error.strerror}.",
            "Set web.host and web.port to a free address.",
        ) from error
    with listener:
        yield listener


@cli.command()
def poll(context: typer.Context) -> None:
    """Visit every feed that is due, once, and say what came."""
    settings = settings_of(context)
    set_up_logs(settings.log.level, settings.log.format)
    with open_app(settings, stop=_stop_signal()) as app:
        app.set_up()
        with progress("Polling") as advance:
            report = app.poll(advance)
        app.publish()
        app.deliver()
    out.print(report.sentence())


@cli.command()
def migrate(context: typer.Context) -> None:
    """Bring the database to this program's schema; an existing one is copied beside itself first."""
    settings = settings_of(context)
    applied = migrate_database(settings.database, now=datetime.now(UTC))
    out.print(
        f"{settings.database}: applied {', '.join(applied)}." if applied else f"{settings.database} is up to date."
    )


@cli.command()
def doctor(
    context: typer.Context,
    url: Annotated[str | None, typer.Argument(help="Examine this address instead.")] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Do not visit any feed.")] = False,
    slack: Annotated[bool, typer.Option("--slack", help="Examine Slack instead.")] = False,
    teams: Annotated[bool, typer.Option("--teams", help="Examine Microsoft Teams instead.")] = False,
    post: Annotated[str, typer.Option("--post", help="With one of these: a place to post a test message in.")] = "",
) -> None:
    """Check settings, SQLite, clock, zone data and feeds: every line a fact, and a cure where one is needed."""
    if url:
        say_once(settings_of(context), f"doctor {url}")
        return
    if slack or teams or post:
        folder = context.obj.parent if context.obj else Path()
        one = examine_teams if teams else examine_slack
        raise typer.Exit(one(settings_of(context), post=post, secrets=folder / ".env"))
    raise typer.Exit(examine(settings_of(context), visit=not offline))


def _stop_signal() -> threading.Event:
    """Set by SIGTERM or SIGINT; a second SIGINT ends the process at once."""
    stop = threading.Event()

    def on_signal(number: int, _frame: FrameType | None) -> None:
        if stop.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        stop.set()

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)
    return stop

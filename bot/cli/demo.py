"""The demo: the sample newsroom on loopback, polled, folded, matched and told, in a terminal and on a page."""

import fcntl
import os
import shutil
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from rich.text import Text

from bot.app import App, open_app, utc_now, web_app
from bot.cli.frame import cli, out
from bot.cli.logs import set_up_logs
from bot.cli.people import converse
from bot.cli.progress import progress
from bot.cli.viewer import Viewer
from bot.demo.newsroom import Newsroom, load_newsroom
from bot.demo.server import NewsroomServer
from bot.errors import PresswatchError
from bot.feeds.specs import write_specs
from bot.model.digest import Digest
from bot.model.subscription import Cadence, Schedule
from bot.settings import SHIPPED, Settings, load_settings
from bot.store.sqlite.backup import disk_errors
from bot.web.pages import digest_page
from bot.worker.local import run_worker

_USUAL_TOPIC = "facial-recognition"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DATA = Path("data") / "demo"
_CONFIG = _DATA / "config"
_LEFT_BY_EARLIER_DEMOS = (
    *("presswatch.db*", "console.jsonl", "digest-*.html", "presswatch.toml"),
    *("config/feeds.toml", "config/topics/*.toml", "config/entities/*.toml"),
)


@cli.command()
def demo(
    once: Annotated[bool, typer.Option("--once", help="Exit after the digest.")] = False,
    newsroom: Annotated[
        Path | None, typer.Option(help="Another folder of feeds; the sample newsroom if left out.")
    ] = None,
) -> None:
    """Start the sample newsroom on this machine, poll it, and show the digest it makes."""
    set_up_logs("warning")
    loaded = load_newsroom(newsroom or SHIPPED / "newsroom")
    stop = threading.Event()
    with NewsroomServer(loaded, utc_now()) as server, _pages_socket() as pages, ExitStack() as closing:
        with disk_errors(_DATA):
            settings = _demo_settings(server, closing)
        base_url = "" if once else f"http://127.0.0.1:{pages.getsockname()[1]}"
        with open_app(settings, stop=stop, base_url=base_url) as app:
            _introduce(loaded, server)
            app.set_up()
            with progress("Polling") as advance:
                report = app.poll(advance)
            out.print(Text(f"{report.sentence()}\n", style="bright_black"))
            digests = _first_digests(app, loaded)
            _say_where(settings, app, digests)
            if once:
                ask = f"{_this_command()} --settings {settings.data}/presswatch.toml say help"
                out.print(Text(f"Ask it something: {ask}", style="bright_black"), soft_wrap=True)
            else:
                _stay(app, pages, stop)


def _introduce(newsroom: Newsroom, server: NewsroomServer) -> None:
    out.print(Text.assemble((newsroom.title, "bold"), f": feeds of {len(newsroom.outlets)} outlets at {server.base}"))


def _first_digests(app: App, newsroom: Newsroom) -> list[Digest]:
    """Subscribe as the newsroom asks, make the first issues, post and show them."""
    with app.store.reading() as session:
        known = {topic.name for topic in session.topics.all()}
    if newsroom.schedule.cadence is Cadence.AT_ONCE:
        raise PresswatchError("This newsroom asks for alerts; a first poll alerts nobody.", "Ask for daily or weekly.")
    for topic in newsroom.topics or (_USUAL_TOPIC,):
        if topic not in known:
            raise PresswatchError(f"The newsroom asks for the topic {topic}.", f"Known topics: {', '.join(known)}.")
        app.respond(f"subscribe {topic} {_in_words(newsroom.schedule)}")
        app.respond(f"digest {topic}")
    with progress("Posting"):
        app.deliver()
    Viewer(app, from_start=True).show_new()
    with app.store.reading() as session:
        orders = session.subscriptions.of_channel(app.console_channel.id)
        return [issue for order in orders if (issue := session.digests.latest(order.id)) is not None]


def _in_words(schedule: Schedule) -> str:
    """A schedule as a person would ask for it."""
    on = f" on {_WEEKDAYS[schedule.weekday]}" if schedule.cadence is Cadence.WEEKLY else ""
    return f"{schedule.cadence}{on} at {schedule.hour} in {schedule.zone}"


def _say_where(settings: Settings, app: App, digests: list[Digest]) -> None:
    """Save each issue's page as a file of its own, and name it."""
    for digest in digests:
        page = settings.data / f"digest-{digest.topic_name}-{digest.number}.html"
        with disk_errors(settings.data):
            page.write_text(digest_page(digest), "utf-8")
        where = f"{app.base_url}/digests/{digest.token}" if app.base_url else page.absolute().as_uri()
        out.print(Text(f"{digest.topic_title} on the web:", style="bold"))
        out.print(Text(where, style=f"link {where}"), soft_wrap=True)  # alone on its line: it is copied, or clicked


def _this_command() -> str:
    """How this program was called, so that the line can be copied."""
    called = Path(sys.argv[0])
    if called.name != "presswatch":
        return "python -m bot"
    return called.name if shutil.which(called.name) else os.path.relpath(called)


def _stay(app: App, pages: socket.socket, stop: threading.Event) -> None:
    """Serve the pages, work, and talk, until the person leaves."""
    web = uvicorn.Server(uvicorn.Config(web_app(app), log_config=None, access_log=False))
    threads = [
        threading.Thread(target=web.run, kwargs={"sockets": [pages]}, name="web"),
        threading.Thread(target=run_worker, args=(app.ticks(), stop, app.interrupt), name="worker"),
    ]
    for thread in threads:
        thread.start()
    try:
        if sys.stdin.isatty():
            converse(app)
        else:
            out.print("Ctrl-C to stop.")
            stop.wait()
    except KeyboardInterrupt:
        out.print()
    finally:
        stop.set()
        web.should_exit = True
        for thread in threads:
            thread.join()


@contextmanager
def _pages_socket() -> Iterator[socket.socket]:
    """A free port on loopback for the pages."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        yield listener


def _demo_settings(server: NewsroomServer, closing: ExitStack) -> Settings:
    """Settings of a fresh demo, also as files for other commands; their folder is held until `closing`."""
    _DATA.mkdir(parents=True, exist_ok=True)
    lock = (_DATA / "demo.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise PresswatchError("Another demo is running in this folder.", "Leave it, or start elsewhere.") from None
    closing.callback(lock.close)
    for pattern in _LEFT_BY_EARLIER_DEMOS:
        for path in _DATA.glob(pattern):
            path.unlink()
    _write_configuration(server)
    file = _DATA / "presswatch.toml"
    host, port = server.address
    file.write_text(
        "# Written by `presswatch demo`, which serves these feeds while it runs.\n"
        f'data = "{_DATA.as_posix()}"\nconfig = "{_CONFIG.as_posix()}"\n\n[fetch]\nallow = ["{host}:{port}"]\n',
        "utf-8",
    )
    return load_settings(file)


def _write_configuration(server: NewsroomServer) -> None:
    """The newsroom's feeds as a folder of configuration, so that `run` with these settings polls them and no others."""
    _CONFIG.mkdir(parents=True, exist_ok=True)
    (_CONFIG / "feeds.toml").write_text(write_specs(server.feeds), "utf-8")
    for folder in ("topics", "entities"):
        (_CONFIG / folder).mkdir(exist_ok=True)
        for file in (SHIPPED / folder).glob("*.toml"):
            shutil.copyfile(file, _CONFIG / folder / file.name)

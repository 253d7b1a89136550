"""Draw the pictures of the docs from a demo: the digest in a terminal and on its page. Needs Debian's chromium.

python -m bench.pictures docs/images
"""

import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from bot.app import open_app
from bot.chat.console.render import show
from bot.demo.newsroom import load_newsroom
from bot.demo.server import NewsroomServer
from bot.settings import ROOT, load_settings
from bot.web.pages import digest_page

CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-sync")
OFFLINE = ("--disable-background-networking", "--disable-component-update", "--disable-quic")
PAPER = TerminalTheme(
    (255, 255, 255),
    (29, 28, 29),
    [
        (29, 28, 29),
        (190, 50, 50),
        (30, 120, 70),
        (150, 100, 20),
        (16, 96, 159),
        (140, 60, 120),
        (20, 120, 130),
        (110, 110, 110),
    ],
)


def main(folder: Path) -> None:
    """Write digest.png and page.png into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        terminal, page = _draw(Path(scratch))
        _shoot(terminal, folder / "digest.png", "900,820", Path(scratch))
        _shoot(page, folder / "page.png", "900,1100", Path(scratch))


def _draw(scratch: Path) -> tuple[Path, Path]:
    """The first digest of the sample newsroom as SVG in HTML, and its page."""
    newsroom = load_newsroom(ROOT / "config" / "newsroom")
    with NewsroomServer(newsroom, datetime.now(UTC)) as server:
        host, port = server.address
        settings = load_settings(data=scratch / "data", fetch={"allow": (f"{host}:{port}",)})
        with open_app(settings, base_url="https://press.example") as app:
            app.set_up(feeds=server.feeds)
            app.poll()
            app.respond("subscribe facial-recognition weekly")
            app.respond("digest facial-recognition")
            app.deliver()
            parent = next(iter(app.transcript.read()))
            with app.store.reading() as session:
                issue = session.digests.get(1)
    paper = Console(record=True, width=84, file=open("/dev/null", "w"), force_terminal=True)  # noqa: SIM115
    show(paper, parent.message, base_url="https://press.example")
    svg = paper.export_svg(title="presswatch", theme=PAPER)
    terminal = scratch / "terminal.html"
    terminal.write_text(f"<!doctype html><meta charset=utf-8><body style='margin:12px'>{svg}", "utf-8")
    page = scratch / "page.html"
    page.write_text(digest_page(issue), "utf-8")
    return terminal, page


def _shoot(page: Path, picture: Path, size: str, scratch: Path) -> None:
    profile = f"--user-data-dir={scratch / 'profile'}"
    chromium = shutil.which("chromium") or sys.exit("Install Debian's chromium.")
    options = (*CHROMIUM, *OFFLINE, profile, f"--window-size={size}", f"--screenshot={picture}")
    subprocess.run([chromium, *options, page.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images"))

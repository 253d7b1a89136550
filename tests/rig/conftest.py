"""A newsroom with an archive, a Slack on loopback, both Presswatch processes, and a browser with a person before it."""

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from bench.running import ROOT, answers, free_port, presswatch, process, wait_until
from bot.demo.newsroom import load_newsroom
from bot.demo.server import NewsroomServer
from bot.model.feed import FeedSpec
from tests.rig.person import NOT_DRAWN_HERE, Person

TEAM, BOT, DANA = "T01HARBOUR", "U0BOT", "U01DANA"
BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-rig-token", "xapp-rig-token", "rig-signing-secret"
CHANNELS = ("digest", "forms", "search", "home", "talk")  # one for each test, so that none waits for another's posts
CHROMIUM = os.environ.get("PRESSWATCH_CHROMIUM", "/usr/bin/chromium")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_SLACK = """
workspace: {{ name: Harbour Watch, domain: harbour, teamId: {team} }}
app:
  appId: A01PRESS
  botUserId: {bot}
  botName: presswatch
  botToken: {bot_token}
  appToken: {app_token}
  signingSecret: {secret}
  mode: {mode}
  requestUrl: http://127.0.0.1:{pages}/slack/events
users:
  - {{ id: {dana}, name: dana, real_name: Dana Rivers, email: dana@harbour.example, tz: Europe/Berlin }}
channels:
"""
_FEED = '[[feeds]]\nsource = "{f.source}"\nurl = "{f.url}"\ncategory = "{f.category}"\nlanguage = "{f.language}"\n'
_FEED += "tier = {f.tier}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A Slack with Presswatch behind it."""

    slack: str  # the address of its pages
    pages: str  # the address of Presswatch's
    transport: str
    folder: Path  # logs and the database


@pytest.fixture(scope="session", autouse=True)
def _alone() -> None:
    """This Slack and this Teams listen on every interface, so there may be none but loopback's."""
    others = [name for _, name in socket.if_nameindex() if name != "lo"]
    if others:
        pytest.exit(f"run it with loopback alone, as .ci/run does: unshare -rn; there is {others[0]} here", 2)


@pytest.fixture(scope="session")
def newsroom() -> Iterator[NewsroomServer]:
    """The sample newsroom's feeds."""
    with NewsroomServer(load_newsroom(ROOT / "config" / "newsroom"), datetime.now(UTC)) as server:
        yield server


@pytest.fixture(scope="session", params=["socket", "http"])
def office(
    request: pytest.FixtureRequest, newsroom: NewsroomServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """Everything up, over either transport, with the newsroom's articles in the archive."""
    transport, folder = request.param, tmp_path_factory.mktemp(request.param)
    port, pages = free_port(), free_port()
    settings = write_settings(folder, newsroom)
    with ExitStack() as closing:
        closing.enter_context(local_slack(folder, transport=transport, port=port, pages=pages))
        variables = slack_settings(transport, api=f"http://127.0.0.1:{port}/api", pages=pages)
        web = closing.enter_context(presswatch("web", settings, **variables))
        worker = closing.enter_context(presswatch("worker", settings, **variables))
        wait_until(lambda: answers(pages), f"the web process is up ({web})")
        if transport == "socket":
            wait_until(lambda: "listening to Slack" in web.read_text("utf-8"), f"the socket is open ({web})")
        wait_until(lambda: "Polled" in worker.read_text("utf-8"), f"the newsroom is polled ({worker})", 60)
        yield Office(
            slack=f"http://localhost:{port}", pages=f"http://127.0.0.1:{pages}", transport=transport, folder=folder
        )


@contextmanager
def local_slack(folder: Path, *, transport: str, port: int, pages: int) -> Iterator[None]:
    """A Slack of one workspace and one person."""
    mode = "events" if transport == "http" else "socket"
    names = {"team": TEAM, "bot": BOT, "dana": DANA, "mode": mode, "pages": pages}
    text = _SLACK.format(**names, bot_token=BOT_TOKEN, app_token=APP_TOKEN, secret=SECRET)
    for number, name in enumerate(CHANNELS):
        text += f"  - {{ id: C0{number}ROOM, name: {name}, members: [{DANA}, {BOT}] }}\n"
    (folder / "slack.yaml").write_text(text, "utf-8")
    program = Path(os.environ["PRESSWATCH_RIG"]).absolute() / "local-slack-linux-x64" / "bin" / "local-slack"
    with process((str(program), "--config", "slack.yaml", "--port", str(port)), folder / "slack.log"):
        wait_until(lambda: answers(port), "Slack is up")
        yield


def slack_settings(transport: str, *, api: str, pages: int) -> dict[str, str]:
    """One workspace by its tokens; Dana may change things everywhere."""
    return {
        "PRESSWATCH_SLACK__BOT_TOKEN": BOT_TOKEN,
        "PRESSWATCH_SLACK__APP_TOKEN": APP_TOKEN,
        "PRESSWATCH_SLACK__SIGNING_SECRET": SECRET,
        "PRESSWATCH_SLACK__TRANSPORT": transport,
        "PRESSWATCH_SLACK__EDITORS": f'["{DANA}"]',
        "PRESSWATCH_SLACK__API_URL": api,
        "PRESSWATCH_WEB__PORT": str(pages),
        "PRESSWATCH_WEB__PUBLIC_URL": f"http://127.0.0.1:{pages}",
    }


def write_settings(folder: Path, newsroom: NewsroomServer) -> Path:
    """A settings file, the shipped topics and the newsroom's feeds."""
    config = folder / "config"
    shutil.copytree(ROOT / "config" / "topics", config / "topics")
    (config / "feeds.toml").write_text("\n".join(_feed(feed) for feed in newsroom.feeds), "utf-8")
    host, port = newsroom.address
    file = folder / "presswatch.toml"
    file.write_text(f'data = "{folder}/data"\nconfig = "{config}"\n[fetch]\nallow = ["{host}:{port}"]\n', "utf-8")
    return file


def _feed(feed: FeedSpec) -> str:
    return _FEED.format(f=feed)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def dana(office: Office, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Person]:
    """A person before this Slack; a picture of the end of each test lies beside the logs."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(15_000)
    person = Person(page)
    page.goto(office.slack)
    yield person
    page.screenshot(path=office.folder / f"{request.node.originalname}.png")
    unknown = person.not_drawn() - NOT_DRAWN_HERE
    person.leave()
    page.close()
    assert not unknown

"""A Teams on loopback with one team, both Presswatch processes, and a person before the browser."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.running import answers, free_port, presswatch, process, wait_until
from bot.demo.server import NewsroomServer
from tests.rig.conftest import write_settings
from tests.rig.teams.line import Line, line_to
from tests.rig.teams.person import Person

TENANT, BOT = "5ca1ab1e-0000-4000-8000-000000000001", "5ca1ab1e-0000-4000-8000-0000000000b0"
DANA, DANA_IN_DIRECTORY = "29:dana", "5ca1ab1e-0000-4000-8000-000000000010"
GENERAL, DIGEST, CHAT = "19:harbour@thread.tacv2", "19:digest@thread.tacv2", "a:dana-and-presswatch"
_OTHERS = ("Lee", "Mira", "Noor", "Otto", "Pia")  # it wants five of them
_USER = (
    '{{ id: "29:{key}", name: {name} Rivers, userPrincipleName: {key}@harbour.example, email: {key}@harbour.example, '
    "aadObjectId: 5ca1ab1e-0000-4000-8000-0000000000{number}, givenName: {name}, surname: Rivers }}"
)
_TEAMS = """
version: "0.1.1"
tenantId: {tenant}
bot: {{ id: "28:{bot}", name: Presswatch }}
currentUser: {dana}
users:
{others}
personalChat: {{ id: "{chat}" }}
groupChat: {{ id: "19:together@thread.v2", name: Together }}
team:
  id: "{general}"
  name: Harbour Watch
  aadGroupId: 5ca1ab1e-0000-4000-8000-0000000000f0
  channels:
    - {{ id: "{digest}", name: digest }}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A Teams with Presswatch behind it."""

    teams: str  # the address of its pages
    pages: str  # the address of Presswatch's
    line: Line
    service_url: str  # where Teams takes messages
    folder: Path  # logs, pictures and the database


@pytest.fixture(scope="session")
def office(newsroom: NewsroomServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Everything up, with the newsroom's articles in the archive."""
    folder = tmp_path_factory.mktemp("teams")
    port, between, pages = free_port(), free_port(), free_port()
    settings = write_settings(folder, newsroom)
    with ExitStack() as closing:
        line = closing.enter_context(line_to(port, between))
        web = closing.enter_context(presswatch("web", settings, **teams_settings(pages)))
        worker = closing.enter_context(presswatch("worker", settings, **teams_settings(pages)))
        closing.enter_context(playground(folder, port=port, between=between, pages=pages))
        wait_until(lambda: answers(pages), f"the web process is up ({web})")
        wait_until(lambda: "Polled" in worker.read_text("utf-8"), f"the newsroom is polled ({worker})", 60)
        yield Office(
            teams=f"http://localhost:{port}",
            pages=f"http://127.0.0.1:{pages}",
            line=line,
            service_url=service_url(between),
            folder=folder,
        )


@contextmanager
def playground(folder: Path, *, port: int, between: int, pages: int) -> Iterator[None]:
    """A Teams of one team, which takes messages behind the line."""
    people = [_USER.format(key=name.lower(), name=name, number=10 + i) for i, name in enumerate(("Dana", *_OTHERS))]
    others = "\n".join(f"  - {user}" for user in people[1:])
    places = {"general": GENERAL, "digest": DIGEST, "chat": CHAT}
    text = _TEAMS.format(tenant=TENANT, bot=BOT, dana=people[0], others=others, **places)
    (folder / ".m365agentsplayground.yml").write_text(text, "utf-8")
    program = Path(os.environ["PRESSWATCH_RIG"]).absolute() / "@microsoft" / "m365agentsplayground" / "cli.js"
    words = ["node", str(program), "start", "--disable-telemetry", "--channel-id", "msteams", "--port", str(port)]
    words += ["--app-endpoint", f"http://127.0.0.1:{pages}/api/messages"]
    words += ["--service-url", service_url(between)]
    with process(words, folder / "playground.log", BROWSER="true", HOME=str(folder)):
        wait_until(lambda: answers(port), "the Playground is up")
        yield


def service_url(between: int) -> str:
    """Where Presswatch is told to bring its messages: to the line."""
    return f"http://127.0.0.1:{between}/_connector"


def teams_settings(pages: int) -> dict[str, str]:
    """One organisation; nobody is asked for a signature."""
    return {
        "PRESSWATCH_TEAMS__CLIENT_ID": BOT,
        "PRESSWATCH_TEAMS__TENANT_ID": TENANT,
        "PRESSWATCH_TEAMS__UNAUTHENTICATED": "true",
        "PRESSWATCH_WEB__PORT": str(pages),
        "PRESSWATCH_WEB__PUBLIC_URL": f"http://127.0.0.1:{pages}",
    }


@pytest.fixture
def dana(office: Office, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Person]:
    """A person before this Teams; a picture of the end of each test lies beside the logs."""
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    page.set_default_timeout(15_000)
    person = Person(page, office.folder)
    page.goto(office.teams)
    page.get_by_role("button", name="Hide log panel").click()
    yield person
    person.show(request.node.originalname or request.node.name)
    page.close()

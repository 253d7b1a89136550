"""The documents name everything that there is, and nothing that is not."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from bot import errors
from bot.chat import grammar
from bot.cli import cli
from bot.errors import PresswatchError, QueryError
from bot.feeds.specs import read_specs
from bot.model.command import Search
from bot.model.delivery import DeliveryState
from bot.model.feed import FaultKind, FeedState
from bot.model.topic import TopicSpec
from bot.model.usage import COMMANDS, CommandUsage
from bot.settings import ROOT, Settings, load_settings
from bot.stories.packs import read_pack
from bot.stories.query import lint, parse

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TEXTS = {page.relative_to(ROOT).as_posix(): page.read_text("utf-8") for page in PAGES}
REFERENCE = TEXTS["docs/reference.md"]
LANGUAGE, _, FAULTS = REFERENCE.partition("## Query language\n")[2].partition("\n## ")[0].partition("### Queries that")


def everywhere(pattern: str) -> list[str]:
    """What a pattern finds in all documents, each once."""
    return list(dict.fromkeys(found for text in TEXTS.values() for found in re.findall(pattern, text, re.MULTILINE)))


VERBS = "|".join(row.verb for row in COMMANDS)
EXAMPLES = [
    *everywhere(r"^press: (.+)$"),
    *everywhere(r'presswatch say "([^"\n]+)"'),
    *(
        words
        for words in everywhere(rf"`((?:{VERBS}) [a-z0-9\"][^`\n]*)`")
        if words not in {row.usage for row in COMMANDS}
    ),
]


def usages(group: object, path: str) -> Iterator[tuple[str, list[str]]]:
    """Every command of the command line that is written by hand, with the options that are for people."""
    for name, command in getattr(group, "commands", {}).items():
        shown = [parameter for parameter in command.params if not getattr(parameter, "hidden", False)]
        options = [name for parameter in shown for name in parameter.opts if name.startswith("--")]
        if hasattr(command, "commands"):
            yield from usages(command, f"{path} {name}")
        elif not is_spoken(command):
            yield f"{path} {name}", options


def is_spoken(command: object) -> bool:
    """It says a command of the chat, and is documented as that."""
    return bool(getattr(command, "context_settings", {}).get("ignore_unknown_options"))


def names(group: object, path: str) -> Iterator[str]:
    """Every command of the command line, and every group that is one."""
    for name, command in getattr(group, "commands", {}).items():
        yield from names(command, f"{path} {name}")
        if not hasattr(command, "commands") or getattr(command, "invoke_without_command", False):
            yield f"{path} {name}"


def settings_of(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every setting by its dotted name."""
    for name, info in model.model_fields.items():
        if isinstance(info.annotation, type) and issubclass(info.annotation, BaseModel):
            yield from settings_of(info.annotation, f"{prefix}{name}.")
        else:
            yield prefix + name, info


@pytest.mark.parametrize(("command", "options"), list(usages(typer.main.get_command(cli), "presswatch")))
def test_every_command_of_the_command_line_is_documented(command: str, options: list[str]) -> None:
    written = re.search(rf"^- `({command}(?: [^`]*)?)`", REFERENCE, re.MULTILINE)
    assert written, f"{command} is missing"
    assert [option for option in options if option not in written[1]] == []


def test_the_options_before_a_command_are_documented() -> None:
    options = [name for parameter in typer.main.get_command(cli).params for name in parameter.opts]
    assert "--settings" in options
    assert [option for option in options if f"`{option}" not in REFERENCE] == []


def test_no_command_is_documented_that_does_not_exist() -> None:
    known = list(names(typer.main.get_command(cli), "presswatch"))
    named = everywhere(r"`(presswatch [a-z][^`\n]*)`")
    assert [words for words in named if not f"{words} ".startswith(tuple(f"{one} " for one in known))] == []


def test_a_command_of_the_chat_is_spoken_on_the_command_line_too() -> None:
    handmade = [command.removeprefix("presswatch ") for command, _ in usages(typer.main.get_command(cli), "presswatch")]
    assert {"feeds import", "feeds export", "doctor"} == {row.verb for row in COMMANDS} & set(handmade)


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.verb)
def test_every_chat_command_is_documented_as_help_says_it(row: CommandUsage) -> None:
    assert f"\n- `{row.usage}`" in REFERENCE


@pytest.mark.parametrize(("name", "info"), list(settings_of(Settings)))
def test_every_setting_is_documented_with_default_bounds_and_variable(name: str, info: FieldInfo) -> None:
    line = next((line for line in REFERENCE.splitlines() if line.startswith(f"| `{name}` |")), "")
    default = str(info.default).removeprefix(f"{ROOT}/")
    bounds = [getattr(rule, side) for rule in info.metadata for side in ("ge", "gt", "le", "lt") if hasattr(rule, side)]
    variable = f"PRESSWATCH_{name.upper().replace('.', '__')}"
    wanted = [
        f"| `{default}` |" if default not in ("", "()", "{}", "None") else "| none |",
        *(f"{bound:g}" for bound in bounds),
    ]
    assert [words for words in (*wanted, f"`{variable}`") if words not in line] == []


def test_every_error_is_documented() -> None:
    kinds = [name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert PresswatchError.__name__ in kinds
    assert [name for name in kinds if f"\n| `{name}` |" not in REFERENCE] == []


@pytest.mark.parametrize("names", [DeliveryState, FeedState, FaultKind])
def test_every_state_and_fault_is_documented(names: type[DeliveryState] | type[FeedState] | type[FaultKind]) -> None:
    assert [name.value for name in names if f"`{name.value}`" not in REFERENCE] == []


@pytest.mark.parametrize("page", TEXTS)
def test_every_link_and_picture_leads_somewhere(page: str) -> None:
    lost = []
    for target, _, anchor in (link.partition("#") for link in re.findall(r"\]\(([^)\s]+)\)", TEXTS[page])):
        if target.startswith(("http://", "https://")):
            continue
        path = (ROOT / page).parent / target if target else ROOT / page
        if not path.is_file() or (anchor and anchor not in anchors(path)):
            lost.append(f"{target}#{anchor}")
    assert lost == []


def anchors(path: Path) -> list[str]:
    """The anchors that a page's headings have."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]


@pytest.mark.parametrize("place", everywhere(r"`((?:bot|tests|config|bench|docs)/[^`\s*]+)`"))
def test_every_place_in_the_code_is_there(place: str) -> None:
    file, _, name = place.partition(":")
    assert (ROOT / file).exists()
    assert not name or name in names_in(ROOT / file)


def names_in(path: Path) -> set[str]:
    """The functions and classes of a module, and the methods as `Class.method`."""
    found = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            methods = (one for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))
            found.update(f"{node.name}.{one.name}" for one in methods)
    return found


@pytest.mark.parametrize("words", EXAMPLES)
def test_every_example_of_a_command_is_read(words: str) -> None:
    command = grammar.read(words)
    if isinstance(command, Search):
        parse(command.query)


@pytest.mark.parametrize(
    "query", [line for block in everywhere(r"```query\n([^`]+)```") for line in block.splitlines()]
)
def test_every_example_of_a_query_is_read(query: str) -> None:
    parse(query)


@pytest.mark.parametrize(("query", "message", "cure"), re.findall(r"^\| `(.+?)` \| (.+) \| (.+) \|$", FAULTS, re.M))
def test_every_fault_of_a_query_is_told_in_these_words(query: str, message: str, cure: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert (caught.value.message, caught.value.cure) == (message, cure)


@pytest.mark.parametrize("queries", re.findall(r"^\| (`[^|]+`) \| [^|]+ \|$", FAULTS, re.M))
def test_every_query_that_goes_wrong_is_advised_on(queries: str) -> None:
    for query in re.findall(r"`([^`]+)`", queries):
        assert lint(parse(query))


@pytest.mark.parametrize("block", everywhere(r"```toml\n([^`]+)```"))
def test_every_example_of_a_file_is_read(block: str, tmp_path: Path) -> None:
    name = block.splitlines()[0].removeprefix("# ")
    if name == "presswatch.toml":
        file = tmp_path / name
        file.write_text(block, "utf-8")
        assert load_settings(file)
    elif name == "config/feeds.toml":
        assert read_specs(block, place=name)
    else:
        assert isinstance(read_pack(block.encode(), name), TopicSpec)


def test_the_number_of_feeds_is_right() -> None:
    feeds = read_specs((ROOT / "config" / "feeds.toml").read_text("utf-8"), place="feeds.toml")
    assert set(everywhere(r"(\d+) feeds of `?config/feeds\.toml")) == {str(len(feeds))}

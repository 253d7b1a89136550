"""Lists of feeds on the command line: written to a file, and taken in from one."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from bot.feeds.opml import read_opml

Run = Callable[..., tuple[int, str]]
LIST = """<opml version="2.0"><body>
<outline type="rss" text="Echo" xmlUrl="https://ann:secret@echo.example/feed"/>
<outline type="rss" text="Echo again" xmlUrl="https://echo.example/feed/"/>
<outline type="rss" text="Nowhere"/>
</body></opml>"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a folder with a list; gives its exit code and all it printed."""
    (tmp_path / "list.opml").write_text(LIST, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["presswatch", *words])
        code: object = 0
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        printed = capfd.readouterr()
        assert isinstance(code, int)
        return code, printed.out + printed.err

    return run


def test_a_file_is_taken_in_and_given_out_again(run: Run, tmp_path: Path) -> None:
    code, dry = run("feeds", "import", "list.opml", "--dry-run")
    assert (code, "1 would be added: Echo" in dry) == (0, True)
    code, said = run("feeds", "import", "list.opml")
    assert (code, "1 added: Echo" in said, "1 of no use: Nowhere" in said) == (0, True, True)
    code, said = run("feeds", "export", "out.opml")
    assert "1 feed is in out.opml." in said
    assert "1 address carries a name or a password" in said
    assert (tmp_path / "out.opml").stat().st_mode & 0o777 == 0o600
    (listed,) = read_opml((tmp_path / "out.opml").read_bytes()).feeds
    assert (listed.spec.source, listed.spec.url) == ("Echo", "https://ann:secret@echo.example/feed")
    assert "1 here already: Echo" in run("feeds", "import", "out.opml")[1]


@pytest.mark.parametrize("words", [("feeds", "export"), ("feeds", "export", "-")])
def test_the_list_goes_to_standard_output_without_a_file(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    code, said = run(*words)
    assert not (tmp_path / "-").exists()
    assert (code, said.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<opml')) == (0, True)
    assert read_opml(said.encode()).named == 0


def test_a_list_is_taken_in_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with open("list.opml", encoding="utf-8") as source:
        monkeypatch.setattr(sys, "stdin", source)
        assert "1 would be added: Echo" in run("feeds", "import", "-", "--dry-run")[1]


def test_feeds_alone_shows_their_health(run: Run) -> None:
    assert "No feed is set up yet." in run("feeds")[1]


def test_what_cannot_be_read_or_written_is_said_with_a_cure(run: Run) -> None:
    code, said = run("feeds", "import", "nowhere.opml")
    assert (code, "nowhere.opml cannot be read: No such file" in said) == (1, True)
    code, said = run("feeds", "export", "no/such/folder.opml")
    assert (code, "no/such/folder.opml cannot be written" in said) == (1, True)


def test_an_address_is_examined_and_imported_as_in_the_chat(run: Run) -> None:
    assert "127.0.0.1 is a loopback address" in run("doctor", "http://127.0.0.1:9/feed")[1]
    code, said = run("feeds", "import", "http://127.0.0.1:9/list.opml", "--dry-run")
    assert (code, "127.0.0.1 is a loopback address" in said) == (0, True)

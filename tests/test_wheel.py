"""The wheel: what is installed without a checkout around it has its configuration with it."""

import subprocess
import sys
import zipfile
from pathlib import Path

from bot.settings import ROOT


def test_a_wheel_runs_with_its_own_configuration(tmp_path: Path) -> None:
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path), cwd=ROOT)
    site = tmp_path / "site"
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(site)
    # Before the checkout, which is installed here.
    program = f"import sys; sys.path[:0] = [{str(site)!r}]; from bot.__main__ import main; main()"
    printed = _run(sys.executable, "-P", "-c", program, "doctor", "--offline", cwd=tmp_path)
    assert f"configuration in {site / 'bot' / 'config'}" in printed
    configured = next(line for line in printed.splitlines() if "configured:" in line)
    assert f"{_topics()} topics" in configured


def _topics() -> int:
    return len(list((ROOT / "config" / "topics").glob("*.toml")))


def _run(*command: str, cwd: Path) -> str:
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True, timeout=300).stdout

"""The web process as it is started: it listens over a socket, and stops when it is told to."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from bot.settings import ROOT
from tests.chat.slack.listen.fake import FakeSlack
from tests.chat.slack.listen.seen import seen
from tests.chat.slack.listen.socket_mode import PATIENCE
from tests.chat.slack.listen.someone import Someone, on_socket


def test_the_web_process_listens_answers_and_stops(tmp_path: Path, slack: FakeSlack) -> None:
    told = {
        "PRESSWATCH_DATA": str(tmp_path),
        "PRESSWATCH_WEB__PORT": "0",
        "PRESSWATCH_SLACK__BOT_TOKEN": "xoxb-not-for-logs",
        "PRESSWATCH_SLACK__APP_TOKEN": "xapp-not-for-logs",
        "PRESSWATCH_SLACK__API_URL": slack.api_url,
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "bot", "web"]
    process = subprocess.Popen(command, env=os.environ | told, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    try:
        slack.await_that(lambda: slack.socket.connections == 1)
        Someone(slack=slack, send=on_socket(slack)).says("help subscribe")
        slack.await_that(lambda: bool(slack.said))
    finally:
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, log
    assert "For example" in seen(slack.said[-1].blocks)
    assert "not-for-logs" not in log

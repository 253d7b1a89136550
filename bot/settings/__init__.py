"""Settings: `presswatch.toml`, then `.env` beside it and the environment (`PRESSWATCH_…`, `__` between levels) on top.

Every fault of every setting is told at once, each with its place, its value (unless it is secret) and the cure.
"""

from bot.settings.alerts import AlertsPart
from bot.settings.backup import BackupPart
from bot.settings.deliver import DeliverPart
from bot.settings.fetch import FetchPart
from bot.settings.keep import KeepPart
from bot.settings.load import load_settings
from bot.settings.log import LogPart
from bot.settings.poll import PollPart
from bot.settings.sandbox import SandboxPart
from bot.settings.slack import SlackPart
from bot.settings.teams import TeamsPart
from bot.settings.web import WebPart
from bot.settings.whole import ROOT, SECRETS, SHIPPED, Settings

__all__ = [
    "ROOT",
    "SECRETS",
    "SHIPPED",
    "AlertsPart",
    "BackupPart",
    "DeliverPart",
    "FetchPart",
    "KeepPart",
    "LogPart",
    "PollPart",
    "SandboxPart",
    "Settings",
    "SlackPart",
    "TeamsPart",
    "WebPart",
    "load_settings",
]

"""How an error is told on the command line."""

from rich.console import Console
from rich.text import Text

from bot.cli.redact import redacted
from bot.errors import PresswatchError

err = Console(stderr=True, highlight=False)


def complain(error: PresswatchError) -> None:
    """What happened, and the cure."""
    err.print(Text(redacted(error.message), style="bold"), soft_wrap=True)
    if error.cure:
        err.print(Text(redacted(error.cure)), soft_wrap=True)

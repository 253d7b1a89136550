"""What was posted to the console channel, shown once, in order."""

from bot.app import App
from bot.chat.console.render import show
from bot.cli.complaint import complain
from bot.cli.frame import out
from bot.errors import StoreError


class Viewer:
    """Shows posts from the moment it was made, or from the beginning."""

    def __init__(self, app: App, *, from_start: bool = False) -> None:
        self._app = app
        self._seen = "" if from_start else app.transcript.last()

    def show_new(self) -> int:
        """Print what has been posted since the last look; returns how many messages."""
        shown = 0
        try:
            for post in self._app.transcript.read(self._seen):
                show(out, post.message, base_url=self._app.base_url, reply=bool(post.reply_to))
                self._seen = post.id
                shown += 1
        except StoreError as error:  # a damaged line: what follows it can still be shown
            complain(error)
            self._seen = self._app.transcript.last()
        return shown

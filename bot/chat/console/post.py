"""The console's poster: a message is posted when the transcript has it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.chat.console.transcript import Transcript
from bot.model.channel import Channel
from bot.model.delivery import Outcome, OutcomeKind
from bot.model.message import Message


class ConsolePoster:
    """Keeps the Poster port on a transcript."""

    pace = timedelta(0)
    tells = True

    def __init__(self, transcript: Transcript, now: Callable[[], datetime]) -> None:
        self._transcript = transcript
        self._now = now

    def post(
        self,
        channel: Channel,
        message: Message,
        *,
        delivery_key: str,
        reply_to: str,
        plain: bool = False,  # noqa: ARG002  # a transcript takes every form
    ) -> Outcome:
        """Add the message to the transcript. After a fault of the disk only `find` can tell whether it is there."""
        try:
            post = self._transcript.append(
                delivery_key=delivery_key,
                channel=channel.key,
                reply_to=reply_to,
                posted_at=self._now(),
                message=message,
            )
        except OSError as fault:
            return Outcome(kind=OutcomeKind.UNCLEAR, reason=f"the transcript cannot be written: {fault.strerror}")
        return Outcome(kind=OutcomeKind.SENT, platform_id=post.id)

    def edit(
        self,
        channel: Channel,
        message: Message,
        *,
        platform_id: str,
        plain: bool = False,  # noqa: ARG002
    ) -> Outcome:
        """Put the message in the place of the post with that id. What came of a fault of the disk is seen by trying."""
        try:
            post = self._transcript.edit(platform_id, channel=channel.key, message=message)
        except OSError as fault:
            return Outcome(kind=OutcomeKind.UNCLEAR, reason=f"the transcript cannot be written: {fault.strerror}")
        if post is None:
            return Outcome(kind=OutcomeKind.REFUSED, reason=f"{channel.name} has no post {platform_id}")
        return Outcome(kind=OutcomeKind.SENT, platform_id=post.id)

    def find(
        self,
        channel: Channel,
        *,
        delivery_key: str,
        since: datetime,
        reply_to: str = "",  # noqa: ARG002  # a transcript keeps replies beside the rest
    ) -> str | None:
        """The id of this delivery's post since then, None when there is none."""
        return self._transcript.find(channel=channel.key, delivery_key=delivery_key, since=since)

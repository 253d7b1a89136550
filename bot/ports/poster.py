"""The poster: the side of a chat platform that puts our messages into a channel."""

from datetime import datetime, timedelta
from typing import Protocol

from bot.model.channel import Channel
from bot.model.delivery import Outcome
from bot.model.message import Message


class Poster(Protocol):
    """Posts one part of one message at a time and decides nothing: retrying is the ledger's job."""

    @property
    def pace(self) -> timedelta:
        """The least time between two posts in one channel."""

    @property
    def tells(self) -> bool:
        """Whether it can ever say what arrived. Where it cannot, `find` always raises, and nobody waits for it."""

    def post(
        self, channel: Channel, message: Message, *, delivery_key: str, reply_to: str, plain: bool = False
    ) -> Outcome:
        """Post a message once and say what the platform answered; `plain` in the plainest blocks there are.

        `reply_to` is the platform id of the message to reply to, "" for none. Every fault is an Outcome: SENT
        carries the platform's id of the message ("" where it names none: then it has no edits), RETRY means surely not
        posted, REFUSED not now nor later, REJECTED not in this form, PARKED that nothing can be posted there now,
        UNCLEAR that it may be there. The delivery key travels with the message where `find` is to know it again.
        """

    def edit(self, channel: Channel, message: Message, *, platform_id: str, plain: bool = False) -> Outcome:
        """Put this message in the place of the posted one with that id; doing it twice changes nothing more.

        Nobody is interrupted. SENT carries the id; RETRY means try again; REFUSED that it is gone or not ours.
        """

    def find(self, channel: Channel, *, delivery_key: str, since: datetime, reply_to: str = "") -> str | None:
        """The platform id of this delivery's message if it was posted at `since` or later; None if it surely was not.

        `reply_to` is as it was when it was posted: some platforms look for replies in another place.

        Raises PresswatchError where the platform cannot tell now.
        """

"""Commands about one channel: what comes there, and how it may be interrupted."""

from dataclasses import dataclass

from bot.model.mute import MuteKind
from bot.model.subscription import Cadence, Schedule


@dataclass(frozen=True, slots=True)
class Status:
    """Show what this channel is subscribed to and when it hears next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribe:
    """Subscribe this channel. A part the person left out is None; `schedule` fills it in. No topic: ask for one."""

    topic: str = ""
    cadence: Cadence | None = None
    hour: int | None = None  # 0 to 23
    weekday: int | None = None  # 0 = Monday
    zone: str | None = None  # IANA name, in its own spelling

    def schedule(self, usual: Schedule) -> Schedule:
        """The schedule asked for; what was left out is as `usual`."""
        return Schedule(
            cadence=self.cadence or usual.cadence,
            hour=usual.hour if self.hour is None else self.hour,
            weekday=usual.weekday if self.weekday is None else self.weekday,
            zone=self.zone or usual.zone,
        )


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """End this channel's subscription to a topic."""

    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Post nothing of a topic ("": of any) in this channel until a date in the person's words ("": until resumed)."""

    topic: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Resume:
    """End a pause, of one topic or ("") of all."""

    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """Keep something out of this channel until a date in the person's words ("": until unmuted)."""

    kind: MuteKind
    value: str
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmute:
    """Let something in again."""

    kind: MuteKind
    value: str


@dataclass(frozen=True, slots=True)
class MuteTerm:
    """Ask which words to keep out of this channel; `story` suggests some (0 for none)."""

    story: int = 0


@dataclass(frozen=True, slots=True)
class ListMutes:
    """Show what is muted here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """Show how this channel may be interrupted, or set the parts that are not None.

    `quiet` is (from, to) in hours; NEVER_QUIET for no quiet hours.
    """

    ceiling: int | None = None
    quiet: tuple[int, int] | None = None
    zone: str | None = None

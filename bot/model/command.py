"""A command: what a person asked for, as a typed value. `model.usage` says how each is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.model.learned import LearnedKind
from bot.model.mute import MuteKind
from bot.model.subscription import Cadence, Schedule


@dataclass(frozen=True, slots=True)
class Help:
    """Explain one command by its verb, or list them all ("")."""

    verb: str = ""


@dataclass(frozen=True, slots=True)
class ListTopics:
    """List the topics on offer."""


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


@dataclass(frozen=True, slots=True)
class Status:
    """Show what this channel is subscribed to and when it hears next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Search the archive. `query` is raw text in the query language ("": ask for it); `page` counts from 1."""

    query: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class ShowDigest:
    """Show a topic's latest digest in this channel."""

    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Say why a story matched. `story` is its position in the last digest (of the topic, if one is named),
    or its own id where `by_id` is set."""

    story: int
    by_id: bool = False
    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyLink:
    """Say at which stage the article with this address stopped; for one topic, if one is named."""

    link: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """Show what changed since a date, in the person's words ("yesterday", "3 days ago", "2026-03-01")."""

    when: str


@dataclass(frozen=True, slots=True)
class Home:
    """Show the workspace's panel."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """Say whether a story is of use to this channel; None takes one's word back."""

    story: int
    useful: bool | None


@dataclass(frozen=True, slots=True)
class Learned:
    """Show what the votes have taught this channel's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlearn:
    """Let a source or a term count as if nobody had voted; `again` undoes it."""

    kind: LearnedKind
    value: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Covered:
    """Say whether an article's event is known: its story, who covers it, who was first."""

    link: str


@dataclass(frozen=True, slots=True)
class ListChanges:
    """Show who changed what in this workspace. Pages count from 1."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class ListMutes:
    """Show what is muted here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """Show how this channel may be interrupted, or set the parts that are not None.

    `quiet` is (from, to) in hours; (-1, -1) for no quiet hours.
    """

    ceiling: int | None = None
    quiet: tuple[int, int] | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class ShowTopic:
    """Show a topic."""

    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTopic:
    """Try a new topic; without a query, ask for it. `like` is a story whose words are suggested (0 for none)."""

    topic: str = ""
    query: str = ""
    like: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EditTopic:
    """Show what a changed query would bring; without one, ask for it."""

    topic: str
    query: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveTopic:
    """Save a topic, new or changed."""

    topic: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteTopic:
    """Delete a topic of this workspace; `sure` although channels are subscribed to it."""

    topic: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Try:
    """Replay a query over the archive."""

    query: str


@dataclass(frozen=True, slots=True)
class FeedsHealth:
    """Show how the feeds are doing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFeed:
    """Add a feed; without an address, ask for it. "" for a name: its own title."""

    url: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class RemoveFeed:
    """Visit a feed no more, named by its address or its source."""

    feed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFeeds:
    """Add the feeds of an OPML document at an address; `dry` only says which."""

    url: str
    dry: bool = False


@dataclass(frozen=True, slots=True)
class ExportFeeds:
    """Say where the feeds are to be had as OPML."""


@dataclass(frozen=True, slots=True)
class Examine:
    """Visit an address and tell all that comes of it; nothing is kept."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowLedger:
    """Show deliveries: of this channel or of a named one, in every state or in one. Pages count from 1."""

    channel: str = ""
    state: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Takedown:
    """Remove an article's extracts everywhere; unless `sure`, say what that would mean."""

    link: str
    sure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FillForm:
    """A form came back with values. Unless `done`, show it again with what these values would bring."""

    form: str
    subject: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    done: bool = False


Command = (
    Help
    | Home
    | ListTopics
    | Subscribe
    | Unsubscribe
    | Status
    | Pause
    | Resume
    | Mute
    | Unmute
    | MuteTerm
    | ListMutes
    | Vote
    | Learned
    | Unlearn
    | Covered
    | ListChanges
    | Alerts
    | Search
    | ShowDigest
    | Why
    | WhyLink
    | Since
    | ShowTopic
    | NewTopic
    | EditTopic
    | SaveTopic
    | DeleteTopic
    | Try
    | FeedsHealth
    | AddFeed
    | RemoveFeed
    | ImportFeeds
    | ExportFeeds
    | Examine
    | ShowLedger
    | Takedown
    | FillForm
)

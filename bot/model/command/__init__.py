"""A command: what a person asked for, as a typed value. `model.usage` says how each is written."""

from bot.model.command.channel import (
    Alerts,
    ListMutes,
    Mute,
    MuteTerm,
    Pause,
    Resume,
    Status,
    Subscribe,
    Unmute,
    Unsubscribe,
)
from bot.model.command.feeds import AddFeed, Examine, ExportFeeds, FeedsHealth, ImportFeeds, RemoveFeed
from bot.model.command.filling import FillForm
from bot.model.command.keeping import ListChanges, ShowLedger, Takedown
from bot.model.command.reading import Covered, Help, Home, Search, ShowDigest, Since, Why, WhyLink
from bot.model.command.topics import (
    DeleteTopic,
    EditTopic,
    ListTopics,
    NewTopic,
    PlaceWords,
    Placing,
    SaveTopic,
    SetThreshold,
    ShowTopic,
    Try,
)
from bot.model.command.voting import Learned, Unlearn, Vote

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
    | PlaceWords
    | SetThreshold
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

__all__ = [
    "AddFeed",
    "Alerts",
    "Command",
    "Covered",
    "DeleteTopic",
    "EditTopic",
    "Examine",
    "ExportFeeds",
    "FeedsHealth",
    "FillForm",
    "Help",
    "Home",
    "ImportFeeds",
    "Learned",
    "ListChanges",
    "ListMutes",
    "ListTopics",
    "Mute",
    "MuteTerm",
    "NewTopic",
    "Pause",
    "PlaceWords",
    "Placing",
    "RemoveFeed",
    "Resume",
    "SaveTopic",
    "Search",
    "SetThreshold",
    "ShowDigest",
    "ShowLedger",
    "ShowTopic",
    "Since",
    "Status",
    "Subscribe",
    "Takedown",
    "Try",
    "Unlearn",
    "Unmute",
    "Unsubscribe",
    "Vote",
    "Why",
    "WhyLink",
]

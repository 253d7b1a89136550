"""Other words for the commands: what people say who have not read the list."""

FILLERS = frozenset(
    {"a", "all", "an", "are", "can", "could", "do", "does", "get", "give", "how", "i", "is", "list", "me", "my", "open"}
    | {"please", "pls", "see", "show", "tell", "the", "us", "view", "what", "which", "who", "you"}
)
NOUNS = {"topic": "topic", "topics": "topic", "feed": "feeds", "feeds": "feeds", "opml": "feeds"}
_ACTIONS = {
    "topic": {
        "show": ("show", "see", "view", "open", "explain", "query"),
        "new": ("new", "create", "make", "add", "define", "write"),
        "edit": ("edit", "change", "update", "modify", "alter"),
        "save": ("save", "keep", "store"),
        "include": ("include", "widen", "extend"),
        "exclude": ("exclude", "without", "never", "narrow"),
        "clear": ("clear", "unset"),
        "threshold": ("threshold", "score", "strictness"),
        "delete": ("delete", "remove", "drop", "erase"),
    },
    "feeds": {
        "health": ("health", "list", "show", "status", "see", "view", "check", "all"),
        "add": ("add", "new", "create", "poll", "watch"),
        "remove": ("remove", "delete", "drop", "stop", "retire"),
        "import": ("import", "load", "upload"),
        "export": ("export", "download", "save", "backup"),
    },
}
VERBS = {
    noun: {word: f"{noun} {second}" for second, words in rows.items() for word in words}
    for noun, rows in _ACTIONS.items()
}
OTHER_WORDS = {
    "add": ("feeds add", "topic new"),
    "alert": ("alerts", "subscribe"),
    "block": ("mute",),
    "cancel": ("unsubscribe",),
    "check": ("doctor",),
    "commands": ("help all",),
    "continue": ("resume",),
    "create": ("topic new",),
    "dashboard": ("home",),
    "delete": ("topic delete", "feeds remove"),
    "deliveries": ("ledger",),
    "diagnose": ("doctor",),
    "dislike": ("useless",),
    "downvote": ("useless",),
    "edit": ("topic edit",),
    "end": ("unsubscribe",),
    "erase": ("takedown",),
    "examine": ("doctor",),
    "exclude": ("topic exclude",),
    "explain": ("why",),
    "export": ("feeds export",),
    "find": ("search",),
    "follow": ("subscribe",),
    "forget": ("takedown",),
    "health": ("feeds health",),
    "hide": ("mute",),
    "ignore": ("mute",),
    "import": ("feeds import",),
    "include": ("topic include",),
    "inspect": ("doctor",),
    "learn": ("learned",),
    "leave": ("unsubscribe",),
    "lessons": ("learned",),
    "like": ("useful",),
    "limit": ("alerts",),
    "list": ("topics",),
    "look": ("search",),
    "muted": ("mute",),
    "mutes": ("mute",),
    "never": ("alerts never",),
    "new": ("topic new",),
    "panel": ("home",),
    "preview": ("try",),
    "quiet": ("alerts quiet",),
    "remove": ("feeds remove", "topic delete"),
    "replay": ("try",),
    "retract": ("takedown",),
    "save": ("topic save",),
    "silence": ("mute",),
    "snooze": ("pause",),
    "sources": ("feeds health",),
    "start": ("subscribe", "home"),
    "stop": ("unsubscribe",),
    "subscriptions": ("status",),
    "test": ("try",),
    "topic": ("topic show", "topics"),
    "threshold": ("topic threshold",),
    "unfollow": ("unsubscribe",),
    "unlike": ("unvote",),
    "unpause": ("resume",),
    "unsnooze": ("resume",),
    "upvote": ("useful",),
    "verify": ("doctor",),
    "vote": ("useful",),
    "votes": ("learned",),
    "watch": ("subscribe",),
}
LINKS = {
    "subscribe": frozenset({"me", "us", "to", "for"}),
    "unsubscribe": frozenset({"me", "us", "from", "my", "the", "subscription", "to"}),
}
STOPS = frozenset({"stop", "end"})
WHATEVER = frozenset(
    {"all", "everything", "it", "now", "please", "posting", "that", "this"}
)  # behind these, or nothing
OF_QUERIES = frozenset(
    {"and", "or", "not", "near", "onear", "sum", "query", "queries", "title", "body", "source", "site", "company"}
    | {"country", "person", "law", "regulator", "covered>=", "operators", "syntax", "language"}
)
NEWS = "since yesterday"
ASKS_FOR_NEWS = ("latest", "news", "updates", "what is new", "what's new", "whats new", "what did i", "what changed")

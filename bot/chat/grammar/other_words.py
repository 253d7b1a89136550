"""Other words for the commands: what people say who have not read the list."""

FILLERS = frozenset(
    "a all an can could do give get i list me my open please see show tell the us view you".split(" ")  # noqa: SIM905
)
NOUNS = {"topic": "topic", "topics": "topic", "feed": "feeds", "feeds": "feeds", "opml": "feeds"}
_ACTIONS = {
    "topic": {
        "show": ("show", "see", "view", "open", "explain", "query"),
        "new": ("new", "create", "make", "add", "define", "write"),
        "edit": ("edit", "change", "update", "modify", "alter"),
        "save": ("save", "keep", "store"),
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
    "erase": ("takedown",),
    "examine": ("doctor",),
    "explain": ("why",),
    "export": ("feeds export",),
    "find": ("search",),
    "follow": ("subscribe",),
    "forget": ("takedown",),
    "health": ("feeds health",),
    "hide": ("mute",),
    "ignore": ("mute",),
    "import": ("feeds import",),
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
NEWS = "since yesterday"
ASKS_FOR_NEWS = ("latest", "news", "updates", "what is new", "what's new", "whats new", "what did i", "what changed")

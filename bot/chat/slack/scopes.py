"""What Presswatch asks of a workspace, and for which call or event: nothing is asked that is not used.

Sources: https://docs.slack.dev/reference/methods, https://docs.slack.dev/reference/events, each on its own page.
"""

from collections.abc import Mapping

_HISTORY = frozenset({"channels:history", "groups:history", "im:history"})
_READ = frozenset({"channels:read", "groups:read", "im:read"})
_NONE: frozenset[str] = frozenset()

# Every method of the Web API that is called here, with the bot's scopes that it needs.
METHODS: Mapping[str, frozenset[str]] = {
    "apps.connections.open": _NONE,  # by the app-level token, whose scope is connections:write
    "auth.test": _NONE,
    "chat.postEphemeral": frozenset({"chat:write"}),
    "chat.postMessage": frozenset({"chat:write"}),
    "chat.update": frozenset({"chat:write"}),
    "conversations.history": _HISTORY,
    "conversations.info": _READ,
    "conversations.open": frozenset({"im:write"}),
    "conversations.replies": _HISTORY,
    "oauth.v2.access": _NONE,
    "users.info": frozenset({"users:read"}),
    "views.open": _NONE,
    "views.publish": _NONE,
    "views.push": _NONE,
    "views.update": _NONE,
}

# Every event that is listened to, with the scopes without which it does not come.
EVENTS: Mapping[str, frozenset[str]] = {
    "app_home_opened": _NONE,
    "app_mention": frozenset({"app_mentions:read"}),
    "app_uninstalled": _NONE,
    "channel_archive": frozenset({"channels:read"}),
    "channel_deleted": frozenset({"channels:read"}),
    "channel_left": frozenset({"channels:read"}),
    "channel_rename": frozenset({"channels:read"}),
    "channel_unarchive": frozenset({"channels:read"}),
    "group_archive": frozenset({"groups:read"}),
    "group_deleted": frozenset({"groups:read"}),
    "group_left": frozenset({"groups:read"}),
    "group_rename": frozenset({"groups:read"}),
    "group_unarchive": frozenset({"groups:read"}),
    "member_joined_channel": frozenset({"channels:read", "groups:read"}),
    "message.im": frozenset({"im:history"}),
    "tokens_revoked": _NONE,
}

WORDS = frozenset({"commands"})  # slash commands and shortcuts

BOT_SCOPES: frozenset[str] = WORDS.union(*METHODS.values(), *EVENTS.values())
"""All that an installation asks for."""

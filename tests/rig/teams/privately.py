"""Words that are said to Presswatch alone, told as Teams tells them: the Playground has no such messages."""

import json
import urllib.request
from uuid import uuid4

from tests.rig.teams.conftest import BOT, DANA, DANA_IN_DIRECTORY, GENERAL, TENANT, Office


def say_privately(office: Office, words: str, *, conversation: str) -> None:
    """Dana says words to Presswatch that nobody else in the conversation sees."""
    activity = {
        "type": "message",
        "id": uuid4().hex,
        "text": words,
        "channelId": "msteams",
        "serviceUrl": office.service_url,
        "from": {"id": DANA, "name": "Dana Rivers", "aadObjectId": DANA_IN_DIRECTORY},
        "recipient": {"id": f"28:{BOT}", "name": "Presswatch", "isTargeted": True},
        "conversation": {"id": conversation, "conversationType": "channel", "isGroup": True, "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}, "team": {"id": GENERAL}, "channel": {"id": GENERAL}},
    }
    body, headers = json.dumps(activity).encode(), {"Content-Type": "application/json"}
    asked = urllib.request.Request(f"{office.pages}/api/messages", body, headers)
    with urllib.request.urlopen(asked, timeout=10) as answer:
        assert answer.status == 200

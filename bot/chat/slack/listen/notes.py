"""Notes: what a modal of ours remembers of where it was opened, in Slack's `private_metadata`."""

import json
from dataclasses import asdict, dataclass, fields, replace

from bot.chat.answering.shown import has_shown, seen_of
from bot.chat.render.safe import typed
from bot.chat.slack.listen.inbox import Caller
from bot.model.form import Form

_LONGEST = 300  # characters of words


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Where a modal was opened, and which form it shows: "" while it shows none."""

    channel: str = ""
    channel_name: str = ""
    response_url: str = ""  # good for half an hour; works also where we are no member
    thread: str = ""
    form: str = ""
    subject: str = ""
    words: str = ""  # what opened it, and opens it again; "" where that is too long
    at_home: bool = False
    seen: str = ""  # a mark of what the form's preview is of

    def about(self, form: Form) -> "Note":
        """The same place, with this form."""
        return replace(self, form=form.name, subject=form.subject, seen=seen_of(form))

    def has_shown(self, form: Form) -> bool:
        """Whether the modal shows what is to be seen before the form is done."""
        return has_shown(form, self.seen)

    def caller(self, caller: Caller) -> Caller:
        """Who presses in the modal, put where it was opened."""
        return replace(
            caller,
            channel=self.channel,
            channel_name=self.channel_name,
            response_url=self.response_url,
            thread=self.thread,
        )


def note_of(caller: Caller, words: str = "", *, at_home: bool = False) -> Note:
    """What to remember of a question."""
    return Note(
        words=kept(words),
        channel=caller.channel,
        channel_name=caller.channel_name,
        response_url=caller.response_url,
        thread=caller.thread,
        at_home=at_home,
    )


def kept(words: str) -> str:
    """The words as a note has room for: whole, or not at all, for a part of them would ask for something else."""
    return words if len(words) <= _LONGEST else ""


def dumped(note: Note) -> str:
    """The note as Slack keeps it."""
    return typed(json.dumps(asdict(note), ensure_ascii=False, separators=(",", ":")))


def loaded(private: str) -> Note:
    """The note of a view; an empty one where it has none of ours. A view may be older than this program, or younger."""
    found = json.loads(private) if private.startswith("{") else {}
    known = {one.name for one in fields(Note)}
    return Note(**{name: value for name, value in found.items() if name in known})

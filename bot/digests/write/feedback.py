"""Feedback: what a channel may say of a story that it was told, and what else can be done with it."""

from bot.digests.write.headline import name
from bot.digests.write.text import one_line
from bot.model.message import Button, Feedback


def feedback(story_id: int, source: str) -> Feedback:
    """A word for a story or against it; and why it came, how to hear less like it, how to hear more.

    `source` is the story's lead's.
    """
    return Feedback(
        useful=Button("Useful", command=f"useful story {story_id}"),
        useless=Button("Not for us", command=f"useless story {story_id}"),
        more=(why_this(story_id), mute_story(story_id), *_tuning(story_id, source)),
    )


def brief_feedback(story_id: int, source: str) -> Feedback:
    """The same where `why_this` and `mute_story` are buttons of their own."""
    whole = feedback(story_id, source)
    return Feedback(useful=whole.useful, useless=whole.useless, more=_tuning(story_id, source))


def why_this(story_id: int) -> Button:
    """Which words made it match."""
    return Button("Why this?", command=f"why story {story_id}")


def mute_story(story_id: int) -> Button:
    """Whatever else is reported of it."""
    return Button("Mute this story", command=f"mute story {story_id}")


def _tuning(story_id: int, source: str) -> tuple[Button, ...]:
    return (
        *_mute_source(one_line(source)),
        Button("Mute some words …", command=f"mute term like {story_id}"),
        Button("Make a topic of it …", command=f"topic new like {story_id}"),
    )


def _mute_source(source: str) -> tuple[Button, ...]:
    """Nothing for a source without a name. In quotes, a name may hold any words of the command."""
    said = source if '"' in source else f'"{source}"'
    return (Button(f"Mute {name(source)}", command=f"mute source {said}"),) if source else ()

"""What the pictures of Slack show, as Slack gets it."""

from pathlib import Path
from typing import Any

from bench import scenes
from bench.scenes import BASE, Scene
from bot.chat.render.share_button import ShareButton
from bot.chat.slack.blocks import render
from bot.chat.slack.listen.views import ephemeral
from bot.chat.slack.modal import modal
from bot.chat.slack.panel import home_view
from bot.model.form import Form
from bot.model.panel import Panel

Json = dict[str, Any]

TIME = "9:00 AM"


def slack_scenes(folder: Path) -> list[Json]:
    """All scenes, from a store in this folder."""
    return [_drawn(scene) | {"name": scene.name} for scene in scenes.scenes(folder, "slack")]


def _drawn(scene: Scene) -> Json:
    """A modal, a Home tab, or a message: where one person asked for it, with the button that shares it."""
    match scene.answer:
        case Form():
            return {"view": modal(scene.answer, private="", base_url=BASE)}
        case Panel():
            return {"view": home_view(scene.answer, BASE)}
    if scene.words:
        shown = ephemeral(scene.answer, base_url=BASE, share=ShareButton(scene.words, "seen"))["blocks"]
        return {"time": TIME, "only": True, "blocks": shown}
    shown = list(render(scene.answer, base_url=BASE).blocks)
    return {"time": TIME, "blocks": shown, **({"edited": True} if scene.is_edited else {})}

"""What the pictures of Teams show, as Teams gets it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from bench import scenes
from bench.scenes import BASE, Scene
from bot.chat.render.share_button import ShareButton
from bot.chat.teams.card import render
from bot.chat.teams.form import form_card
from bot.chat.teams.panel import home_card
from bot.chat.teams.seal import sealing
from bot.model.form import Form
from bot.model.message import Chart, Message
from bot.model.panel import Panel

Json = dict[str, Any]

TIME = "9:00 AM"
_SIGN = sealing("salt", "19:1@thread.tacv2")  # nobody presses in a picture


def teams_scenes(folder: Path) -> list[Json]:
    """All scenes, from a store in this folder; with a chart alone, as a client shows it that knows none."""
    told = scenes.scenes(folder, "teams")
    noted = next(scene.answer for scene in told if scene.name == "noted")
    assert isinstance(noted, Message)
    chart = replace(noted, blocks=tuple(block for block in noted.blocks if isinstance(block, Chart)))
    table = _scene(Scene(name="table", answer=chart)) | {"without": "charts"}
    return [*map(_scene, told), table]


def _scene(scene: Scene) -> Json:
    shown = {"name": scene.name, "time": TIME, "card": _card(scene)}
    return shown | {"only": bool(scene.words) or isinstance(scene.answer, Form), "edited": scene.is_edited}


def _card(scene: Scene) -> Json:
    match scene.answer:
        case Form():
            return form_card(scene.answer, note={}, base_url=BASE, sign=_SIGN)
        case Panel():
            return home_card(scene.answer, base_url=BASE, person="29:1", sign=_SIGN)
    share = ShareButton(scene.words, "seen") if scene.words else None
    return render(scene.answer, base_url=BASE, sign=_SIGN, share=share).card

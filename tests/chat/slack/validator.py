"""A small judge of Block Kit: what Slack's reference says of the blocks we use, in our own words.

`faults` names everything that Slack would refuse: an unknown key, a missing one, a text too long or empty, an id twice,
too many blocks, a block where it may not stand. https://docs.slack.dev/reference/block-kit
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]

EVERYWHERE = {"header", "section", "context", "actions", "divider"}
BLOCKS = {
    "message": EVERYWHERE | {"context_actions", "table", "data_visualization"},
    "plain": EVERYWHERE,
    "modal": EVERYWHERE | {"input", "alert"},
    "home": EVERYWHERE,
}
MOST = {"message": 50, "plain": 50, "modal": 100, "home": 100}
LONGEST = {"message": 9_000, "plain": 9_000}  # all block text of a message


def faults(blocks: Sequence[Json], surface: str = "message") -> list[str]:
    """What is wrong with blocks in a place."""
    found = [] if 1 <= len(blocks) <= MOST[surface] else [f"{len(blocks)} blocks"]
    for i, block in enumerate(blocks):
        kind = block.get("type")
        if kind not in BLOCKS[surface]:
            found.append(f"{i}: no {kind} in a {surface}")
        else:
            found += [f"{i} {kind}: {fault}" for fault in CHECKS[kind](block)]
    found += [f"{count} × action_id {name}" for name, count in Counter(ids(blocks, "action_id")).items() if count > 1]
    found += [f"{count} × block_id {name}" for name, count in Counter(ids(blocks, "block_id")).items() if count > 1]
    kinds = Counter(block.get("type") for block in blocks)
    found += [
        f"{kinds[kind]} × {kind}" for kind, most in (("table", 1), ("data_visualization", 2)) if kinds[kind] > most
    ]
    if (total := sum(map(length, texts(blocks)))) > LONGEST.get(surface, 250_000):
        found.append(f"{total} characters of text")
    return found


def view_faults(view: Json) -> list[str]:
    """What is wrong with a modal or a Home tab."""
    surface, modal = view["type"], view["type"] == "modal"
    needed = ({"title"} if modal else set()) | ({"submit"} if any(map(is_input, view["blocks"])) else set())
    allowed = {"private_metadata", "callback_id", "external_id", *({"submit", "close"} if modal else ())}
    found = keys(view, {"type", "blocks", *needed}, allowed - needed)
    for part in {"title", "submit", "close"} & view.keys():
        found += [f"{part}: {fault}" for fault in plain_text(view[part], 24)]
    for part, longest in (("private_metadata", 3_000), ("callback_id", 255), ("external_id", 255)):
        found += [f"{part} is too long"] if length(view.get(part, "")) > longest else []
    return found + faults(view["blocks"], surface)


def is_input(block: Json) -> bool:
    return bool(block.get("type") == "input")


def length(text: str) -> int:
    """UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def texts(value: Any) -> Iterator[str]:
    """Every text that people can read, with its markup."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            if isinstance(each, str):
                yield from [each] if key in ("text", "title", "label", "name") else []
            else:
                yield from texts(each)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from texts(each)


def ids(value: Any, key: str) -> Iterator[str]:
    """Every id of a kind."""
    if isinstance(value, Mapping):
        if key in value:
            yield value[key]
        for each in value.values():
            yield from ids(each, key)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from ids(each, key)


def keys(value: Json, required: set[str], optional: set[str] = frozenset()) -> list[str]:  # type: ignore[assignment]
    """Slack refuses a message for a single key that it does not know."""
    missing = required - value.keys()
    unknown = value.keys() - required - optional
    return [f"without {name}" for name in sorted(missing)] + [f"unknown {name}" for name in sorted(unknown)]


def sized(text: Any, longest: int, least: int = 1) -> list[str]:
    if not isinstance(text, str):
        return [f"{text!r} is no text"]
    return [] if least <= length(text) <= longest else [f"{length(text)} characters, {longest} are the most"]


def plain_text(value: Json, longest: int) -> list[str]:
    if value.get("type") != "plain_text":
        return [f"no plain_text: {value}"]
    return keys(value, {"type", "text"}, {"emoji"}) + sized(value.get("text"), longest)


def text_object(value: Json, longest: int) -> list[str]:
    if value.get("type") != "mrkdwn":
        return plain_text(value, longest)
    found = keys(value, {"type", "text", "verbatim"}) + sized(value.get("text"), longest)
    return found if value.get("verbatim") is True else [*found, "Slack would make links of its words"]


def option(value: Json, *, with_url: bool) -> list[str]:
    found = keys(value, {"text", "value"}, {"url"} if with_url else set())
    found += plain_text(value.get("text", {}), 75) + sized(value.get("value"), 150)
    return found + (sized(value["url"], 3_000) if "url" in value else [])


def button(value: Json) -> list[str]:
    found = keys(value, {"type", "text", "action_id"}, {"value", "url", "style"})
    found += plain_text(value.get("text", {}), 75) + sized(value.get("action_id"), 255)
    found += [] if value.get("style", "primary") in ("primary", "danger") else ["unknown style"]
    found += sized(value["value"], 2_000) if "value" in value else []
    return found + (sized(value["url"], 3_000) if "url" in value else [])


def overflow(value: Json) -> list[str]:
    found = keys(value, {"type", "action_id", "options"}) + sized(value.get("action_id"), 255)
    options = value.get("options", ())
    found += [] if 1 <= len(options) <= 5 else [f"{len(options)} options"]
    return found + [fault for each in options for fault in option(each, with_url=True)]


def thumbs(value: Json) -> list[str]:
    found = keys(value, {"type", "action_id", "positive_button", "negative_button"})
    for each in (value.get("positive_button", {}), value.get("negative_button", {})):
        found += keys(each, {"text", "value"}) + plain_text(each.get("text", {}), 75) + sized(each.get("value"), 2_000)
    return found


def static_select(value: Json) -> list[str]:
    found = keys(value, {"type", "action_id"}, {"placeholder", "options", "option_groups", "initial_option"})
    groups = value.get("option_groups", ())
    lists = [value["options"]] if "options" in value else [group["options"] for group in groups]
    if bool(groups) == ("options" in value) or len(groups) > 100:
        found.append("options or up to 100 groups of them, not both")
    for group in groups:
        found += keys(group, {"label", "options"}) + plain_text(group["label"], 75)
    for options in lists:
        found += [] if 1 <= len(options) <= 100 else [f"{len(options)} options"]
        found += [fault for each in options for fault in option(each, with_url=False)]
    if "initial_option" in value and not any(value["initial_option"] in options for options in lists):
        found.append("the initial option is none of the options")
    return found + (plain_text(value["placeholder"], 150) if "placeholder" in value else [])


def text_input(value: Json) -> list[str]:
    known = {"multiline", "max_length", "initial_value", "dispatch_action_config"}
    found = keys(value, {"type", "action_id"}, known)
    triggers = value.get("dispatch_action_config", {}).get("trigger_actions_on", [])
    found += [] if {*triggers} <= {"on_enter_pressed", "on_character_entered"} else ["unknown trigger"]
    return found + (sized(value["initial_value"], 3_000) if "initial_value" in value else [])


def element(value: Json, allowed: Mapping[str, Callable[[Json], list[str]]]) -> list[str]:
    check = allowed.get(value.get("type", ""))
    return check(value) if check else [f"no {value.get('type')} here"]


def header(block: Json) -> list[str]:
    return keys(block, {"type", "text"}, {"block_id"}) + plain_text(block.get("text", {}), 150)


def section(block: Json) -> list[str]:
    found = keys(block, {"type"}, {"text", "fields", "accessory", "block_id"})
    if not {"text", "fields"} & block.keys():
        found.append("neither text nor fields")
    found += text_object(block["text"], 3_000) if "text" in block else []
    if "fields" in block and not 1 <= len(block["fields"]) <= 10:
        found.append(f"{len(block['fields'])} fields")
    found += [fault for each in block.get("fields", ()) for fault in text_object(each, 2_000)]
    return found + (
        element(block["accessory"], {"button": button, "overflow": overflow}) if "accessory" in block else []
    )


def context(block: Json) -> list[str]:
    elements = block.get("elements", ())
    found = keys(block, {"type", "elements"}) + ([] if 1 <= len(elements) <= 10 else [f"{len(elements)} elements"])
    return found + [fault for each in elements for fault in text_object(each, 3_000)]


def actions(block: Json) -> list[str]:
    elements = block.get("elements", ())
    found = keys(block, {"type", "elements"}) + ([] if 1 <= len(elements) <= 25 else [f"{len(elements)} elements"])
    return found + [fault for each in elements for fault in element(each, {"button": button, "overflow": overflow})]


def context_actions(block: Json) -> list[str]:
    elements = block.get("elements", ())
    found = keys(block, {"type", "elements"}) + ([] if 1 <= len(elements) <= 5 else [f"{len(elements)} elements"])
    return found + [fault for each in elements for fault in element(each, {"feedback_buttons": thumbs})]


def alert(block: Json) -> list[str]:
    found = keys(block, {"type", "text", "level"}) + text_object(block.get("text", {}), 3_000)
    return found + (
        [] if block.get("level") in ("default", "info", "warning", "error", "success") else ["unknown level"]
    )


def input_block(block: Json) -> list[str]:
    found = keys(block, {"type", "block_id", "label", "element"}, {"optional", "dispatch_action", "hint"})
    found += plain_text(block.get("label", {}), 2_000) + sized(block.get("block_id"), 255)
    found += plain_text(block["hint"], 2_000) if "hint" in block else []
    return found + element(block.get("element", {}), {"static_select": static_select, "plain_text_input": text_input})


def table(block: Json) -> list[str]:
    rows = block.get("rows", ())
    found = keys(block, {"type", "rows"}, {"column_settings"})
    found += [] if 1 <= len(rows) <= 100 and all(1 <= len(row) <= 20 for row in rows) else ["too large, or empty"]
    found += ["rows of several lengths"] if len({len(row) for row in rows}) > 1 else []
    for cell in (cell for row in rows for cell in row):
        found += keys(cell, {"type", "text"}) + sized(cell.get("text"), 10_000)
    for column in block.get("column_settings", ()):
        found += keys(column, set(), {"align", "is_wrapped"})
    return found


def chart(block: Json) -> list[str]:
    found = keys(block, {"type", "title", "chart"}) + sized(block.get("title"), 50)
    drawing = block.get("chart", {})
    found += keys(drawing, {"type", "series", "axis_config"}) + keys(drawing["axis_config"], {"categories"})
    categories = drawing["axis_config"]["categories"]
    found += [] if 1 <= len(drawing["series"]) <= 6 else ["1 to 6 series"]
    found += ["a category twice"] if len({*categories}) < len(categories) else []
    for series in drawing["series"]:
        found += keys(series, {"name", "data"}) + sized(series["name"], 20)
        found += [] if 1 <= len(series["data"]) <= 20 else ["1 to 20 points"]
        found += [] if [point["label"] for point in series["data"]] == categories else ["labels are no categories"]
        found += [fault for point in series["data"] for fault in keys(point, {"label", "value"})]
        found += [fault for point in series["data"] for fault in sized(point["label"], 20)]
    return found


CHECKS: dict[str, Callable[[Json], list[str]]] = {
    "header": header,
    "section": section,
    "context": context,
    "actions": actions,
    "divider": lambda block: keys(block, {"type"}),
    "context_actions": context_actions,
    "table": table,
    "data_visualization": chart,
    "alert": alert,
    "input": input_block,
}

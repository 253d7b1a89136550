"""Pages as HTML: each is one file that needs nothing else, so it can be saved, mailed and printed."""

import base64
import hashlib
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from bot.model.digest import Digest
from bot.web.view import view

_TEMPLATES = Path(__file__).parent / "templates"
_STYLE = (_TEMPLATES / "press.css").read_text(encoding="utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#10609f"/>'
    '<path d="M4 4h8v2H4zm0 3.5h8V9H4zM4 11h5v1.5H4z" fill="#fff"/></svg>'
)

# Nothing is loaded, run, framed or sent; the one style sheet is known by its hash. https://www.w3.org/TR/CSP3/
_META_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; img-src data:; base-uri 'none'; form-action 'none'"
)
POLICY = f"{_META_POLICY}; frame-ancestors 'none'"  # a page cannot say this of itself

_environment = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals.update(
    style=Markup(_STYLE),
    policy=_META_POLICY,
    icon=f"data:image/svg+xml,{quote(_ICON)}",
)


def digest_page(digest: Digest) -> str:
    """A frozen digest with every list its figures count. Pure: the same digest gives the same page."""
    return _render("digest.html", page=view(digest))


def plain_page(*, title: str, message: str, cure: str = "") -> str:
    """A page of a few words: mostly what went wrong, and what to do."""
    return _render("fault.html", title=title, message=message, cure=cure)


def _render(template: str, **values: object) -> str:
    """The page; half characters, which no encoding carries, become question marks."""
    html = _environment.get_template(template).render(values)
    return html.encode("utf-8", "replace").decode()

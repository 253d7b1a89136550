"""From what a parser read to what we keep: plain text, absolute links, bounded fields."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.feeds.links import absolute
from bot.feeds.parse.dates import first_date
from bot.feeds.parse.raw import RawEntry
from bot.feeds.parse.text import clean, headline, plain, shortened
from bot.model.entry import ParsedEntry, Rejection

TITLE, SUMMARY, BODY, RAW_ID, AUTHOR = 500, 2_000, 20_000, 1_000, 200  # characters

_CLAUSE = re.compile(r"(.{15,160}?)(?:[.!?…](?=\s)|[。！？]|$)", re.DOTALL)
_CLAUSE_LENGTH = 120
_WORDPRESS = re.compile(r"\s*The post .{1,300} (?:first )?appeared (?:first )?on [^.]{1,100}\.?$")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})((?:-[A-Za-z0-9]{2,8}){0,3})")
_ADDRESS = re.compile(r"\S*@\S+")
_NO_TEXT = Rejection(reason="no-text", detail="The item has no title, no text and no link that can be used.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a document says for all of its items."""

    base: str  # what relative links are relative to
    language: str
    now: datetime


def parsed_entry(raw: RawEntry, setting: Setting) -> ParsedEntry | Rejection:
    """The entry to keep, or why there is none."""
    summary, body = _texts(raw)
    link = absolute(raw.link, setting.base) if raw.link else ""
    title = headline(raw.title) or _first_clause(summary or body) or _address(link)
    if not title:
        return _NO_TEXT
    return ParsedEntry(
        raw_id=clean(raw.raw_id)[:RAW_ID],
        link=link,
        title=shortened(title, TITLE),
        summary=shortened(summary, SUMMARY),
        body=shortened(body, BODY),
        author=shortened(_name(raw.author), AUTHOR),
        language=language_tag(raw.language) or setting.language,
        published=first_date(raw.dates, setting.now),
    )


def language_tag(text: str) -> str:
    """A BCP 47 tag in its usual case (`en_us` is `en-US`); "" where the text is none."""
    found = _LANGUAGE.fullmatch(text.strip().replace("_", "-"))
    if found is None:
        return ""
    parts = found[2].split("-")[1:]
    cased = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in parts]
    return "-".join([found[1].lower(), *cased])


def _texts(raw: RawEntry) -> tuple[str, str]:
    """Summary and body. The body is empty where the summary holds all of it."""
    summary = _told(raw.summary)
    content = summary if raw.content == raw.summary else _told(raw.content)
    summary, full = summary or content, content or summary
    return summary, full if full != summary or len(full) > SUMMARY else ""


def _told(html: str) -> str:
    """The words of a text, without the line that WordPress adds to every one."""
    text = plain(html) if html else ""
    return _WORDPRESS.sub("", text) if " appeared " in text[-500:] else text


def _first_clause(text: str) -> str:
    found = _CLAUSE.match(text)
    return shortened(found[1] if found else text, _CLAUSE_LENGTH)


def _address(link: str) -> str:
    """What a link with no words about it is called: its address without the scheme."""
    return link.partition("://")[2].removeprefix("www.").rstrip("/")


def _name(author: str) -> str:
    """A name out of `mail@example.org (Name)` or `Name (mail@example.org)`; the bare address where that is all."""
    text = plain(author) if author else ""
    if "@" not in text:
        return text
    name = _ADDRESS.sub("", text.replace("(", " ").replace(")", " ").replace("<", " ").replace(">", " "))
    return " ".join(name.split()).strip(" ,;") or text

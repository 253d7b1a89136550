"""The bytes of a document made ready to read: UTF-8 wherever they can be, and free of what no XML may hold."""

import codecs
import re
from dataclasses import dataclass

_DECLARATION = re.compile(rb"\s*<\?xml\b[^<>]{0,300}\?>")
_DECLARED = re.compile(rb"encoding\s*=\s*[\"']\s*([A-Za-z0-9._:-]{1,40})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_START = re.compile(rb"<(?:\?xml\s|!doctype|!--|rss|feed|rdf:rdf|channel)", re.IGNORECASE)
_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_JUNK_BYTES = 8_192  # warnings of a broken site stand before the document, never more than this
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_ONE_BYTE = re.compile(r"iso-?8859-?\d+|(?:windows|cp)-?125\d|latin-?\d|us-ascii|ascii|macintosh", re.IGNORECASE)

_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r") + b"\x7f"
_BAD_REFERENCE = re.compile(
    rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|5529[6-9]|55[3-9]\d\d|56\d{3}|57[0-2]\d\d|573[0-3]\d|5734[0-3]|[1-9]\d{6,})"
    rb"(?!\d)|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[dD][89a-fA-F][0-9a-fA-F]{2}|[1-9a-fA-F][0-9a-fA-F]{5,})"
    rb"(?![0-9a-fA-F]));?"
)  # controls, halves of surrogate pairs, and beyond Unicode: each makes XML ill-formed, and some crash feedparser
_ESCAPED = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document to read. In `utf8` there is neither mark nor declaration; else the bytes are as they came."""

    data: bytes
    utf8: bool
    charset: str  # what to believe where `utf8` is False and the document says nothing; "" where nobody says


def prepared(body: bytes, content_type: str) -> Document:
    """The body as UTF-8 without junk before it; another encoding is left for feedparser, which knows them all."""
    charset = _charset_of(content_type)
    if body.startswith(_WIDE) or b"\x00" in body[:4]:
        return Document(data=body, utf8=False, charset=charset)
    body = _without_junk(body.removeprefix(codecs.BOM_UTF8))
    declaration = _DECLARATION.match(body)
    declared = _declared(declaration[0]) if declaration else ""
    text = body[declaration.end() :] if declaration else body
    if not _is_utf8(text, declared or charset):
        return Document(data=_BAD_REFERENCE.sub(b"", body), utf8=False, charset="" if declared else charset)
    legal = _mended(text).translate(None, _CONTROLS)
    return Document(data=_BAD_REFERENCE.sub(b"", legal), utf8=True, charset="utf-8")


def _charset_of(content_type: str) -> str:
    found = _CHARSET.search(content_type)
    return found[1].lower() if found else ""


def _declared(declaration: bytes) -> str:
    found = _DECLARED.search(declaration)
    return found[1].decode("ascii").lower() if found else ""


def _without_junk(body: bytes) -> bytes:
    """Without the warnings and blank lines that a broken site prints before its document."""
    if _PAGE.match(body):
        return body
    if body.lstrip().startswith(b"<"):
        return body[max(body.find(b"<?xml ", 0, _JUNK_BYTES), 0) :]
    start = _START.search(body, 0, _JUNK_BYTES)
    return body[start.start() :] if start else body


def _is_utf8(text: bytes, named: str) -> bool:
    """UTF-8 is what says so, or says nothing; a one-byte encoding is UTF-8 too where every byte fits, for chance does
    not write well-formed UTF-8 (and plain ASCII is the same in both)."""
    if named in ("", "utf-8", "utf8"):
        return True
    return bool(_ONE_BYTE.fullmatch(named)) and _decodes(text)


def _decodes(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _mended(text: bytes) -> bytes:
    """Each byte that is no UTF-8 is read as Windows-1252: one stray byte must not garble the whole document."""
    return text if _decodes(text) else text.decode("utf-8", "surrogateescape").translate(_ESCAPED).encode()

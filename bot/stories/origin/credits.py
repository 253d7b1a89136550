"""Credits: whose report a text says that it tells, with the words that say so."""

from dataclasses import dataclass

from bot.model.origin import Weight
from bot.stories.origin import cues
from bot.stories.origin.mentions import Mention
from bot.stories.origin.tokens import Tokens

_DASHES = frozenset("-–—_|·:")
_DATELINE = 60  # tokens within which a dateline's name stands: some repeat the title before it
_OPENING = 8  # … and without a dash behind it
_ADJECTIVES = 3  # between a name and "report"
_PARTNERS = 6  # tokens in which "poll" may follow two names
_NAMES = 3  # of a person between an outlet's name and the verb
_AGO = 3  # … that show whether it is long ago
_FINANCE = 6  # tokens behind "reported" that show whether an outlet tells of its own money


@dataclass(frozen=True, slots=True)
class Crediting:
    """The tokens [start, end) credit the outlet of a mention."""

    mention: Mention
    start: int
    end: int
    weight: Weight


def crediting(text: Tokens, found: Mention, *, field: str) -> Crediting | None:
    """How a text credits the outlet that it mentions here; None where it only speaks of it."""
    rules = (_tail, _slashed, _prefix) if field == "title" else (_dateline, _copyright)
    for rule in (*rules, _via, _before, _inverted, _which, _report, _journalist, _verb, _spoken):
        if made := rule(text, found):
            start, end, weight = made
            return None if _is_past(text, end) else Crediting(found, start, end, weight)
    return None


def _is_past(text: Tokens, end: int) -> bool:
    """Whether the words behind say that it is an older report: "reported last year", "in March", "in 2019"."""
    behind = text.keys[end : end + _AGO]
    if behind[:1] == ("in",) and len(behind) > 1:
        return behind[1] in cues.MONTHS or (behind[1].isdigit() and len(behind[1]) == 4)
    return "(" not in behind and not cues.LONG_AGO.isdisjoint(behind)


Made = tuple[int, int, Weight] | None


def _tail(text: Tokens, found: Mention) -> Made:
    """A title's end: "… - Reuters", "… (AP)", "…: NYT"."""
    last = found.end == len(text.keys) or (found.end == len(text.keys) - 1 and text.raw(found.end) in (")", "]"))
    opened = _without_article(text, found.start) - 1
    begun = text.raw(opened) in _DASHES or (text.raw(opened) in ("(", "[") and found.end < len(text.keys))
    return (opened + 1, found.end, Weight.WHOLE) if last and begun and opened > 2 else None


def _slashed(text: Tokens, found: Mention) -> Made:
    """An aggregator's way: "… (Jane Doe/Harbour Post)"."""
    closed = text.raw(found.end) == ")" and found.end == len(text.keys) - 1
    opened = next((i for i in range(found.start - 1, max(0, found.start - 9), -1) if text.raw(i) == "("), 0)
    slashed = opened and text.raw(_without_article(text, found.start) - 1) == "/"
    return (opened + 1, found.end, Weight.WHOLE) if closed and slashed else None


def _prefix(text: Tokens, found: Mention) -> Made:
    """A title's beginning: "Reuters: …"."""
    begins = _without_article(text, found.start) == 0 and text.raw(found.end) == ":"
    return (0, found.end, Weight.NAMED) if begins and len(text.keys) > found.end + 3 else None


def _dateline(text: Tokens, found: Mention) -> Made:
    """A wire's beginning: "LONDON (Reuters) - …", "/PRNewswire/ --", "Reuters – …"."""
    before, after = text.raw(found.start - 1), text.raw(found.end)
    if found.start == 0:
        return (0, found.end, Weight.WHOLE) if after in _DASHES and after != ":" else None
    if (before, after) not in (("(", ")"), ("/", "/")) or found.start > _DATELINE:
        return None
    marked = text.raw(found.end + 1) in _DASHES or (before == "/" and text.key(found.end + 1) in cues.DATES)
    early = found.start <= _OPENING and before == "("
    return (found.start - 1, found.end + 1, Weight.WHOLE) if marked or early else None


def _copyright(text: Tokens, found: Mention) -> Made:
    """A notice: "© 2026 AFP", "Copyright 2026 The Associated Press"."""
    i = found.start - 1
    while i > max(0, found.start - 6) and (text.key(i) in ("the", "(", "c", ")") or text.key(i).isdigit()):
        i -= 1
    return (i, found.end, Weight.WHOLE) if text.key(i) in ("©", "copyright") else None


def _via(text: Tokens, found: Mention) -> Made:
    """ "(via the Harbour Post)", "– via AP": it ends the sentence, for much else goes via something."""
    via = _without_article(text, found.start) - 1
    bracketed = text.raw(via - 1) in ("(", "[", "–", "—", "-", ",")
    ends = text.raw(found.end) in (")", "]", ".", "")
    return (via, found.end, Weight.FIRST) if text.key(via) == "via" and bracketed and ends else None


def _before(text: Tokens, found: Mention) -> Made:
    """A phrase in front: "told The Harbour Post", "according to the AP"."""
    if _is_about(text, found) or (found.plain and not _is_meant(text, found)):
        return None
    for last in (_without_article(text, found.start) - 1, found.start - 1):  # some phrases end in an article
        for phrase, weight in cues.BEFORE.get(text.key(last), ()):
            first = last + 1 - len(phrase)
            if first >= 0 and text.keys[first : last + 1] == phrase and not _is_page(text, first, last):
                return _opened(text, first), _report_end(text, found.end) or found.end, weight
    return None


def _is_page(text: Tokens, first: int, last: int) -> bool:
    """Whether the phrase names the page that it stands on: "check out this story on harbour-post.example"."""
    return text.key(first - 1) == "this" and text.key(last) == "on"


def _is_meant(text: Tokens, found: Mention) -> bool:
    """Whether "the Record" or "the Australian" is the paper: the article stands before it, and where that is small, no
    noun behind it."""
    after, article = found.end, text.raw(found.start - 1)
    if text.key(found.start - 1) not in cues.ARTICLES or article == "The":
        return article == "The"
    ends = not text.is_word(after) or text.is_possessive(after - 1)
    return ends or text.key(after) in cues.AFTER_NAME or text.key(after) in cues.DATES or text.keys[after].isdigit()


def _opened(text: Tokens, first: int) -> int:
    """Where a phrase such as "report in" begins with what leads to it: "according to a report in"."""
    before = first - 1 if text.key(first - 1) in cues.ARTICLES else first
    if text.keys[max(0, before - 2) : before] == ("according", "to"):
        return before - 2
    return before - 1 if text.key(before - 1) in ("citing", "per", "says", "said") else first


def _is_about(text: Tokens, found: Mention) -> bool:
    """Whether the words behind the name turn to the outlet itself, its people or its figures."""
    after = found.end + (1 if text.raw(found.end) in ("'", "’") else 0)
    if text.raw(found.end) in ("/", "–", "-"):  # "Reuters/Ipsos poll"
        return not cues.NO_REPORT.isdisjoint(text.keys[after : after + _PARTNERS])
    owned = text.is_possessive(found.end - 1) and not text.is_capital(after) and _report_end(text, found.end) is None
    return text.key(after) in cues.NO_REPORT or (owned and text.key(after) not in cues.JOURNALISTS)


def _inverted(text: Tokens, found: Mention) -> Made:
    """ ", reports Reuters." """
    verb = _without_article(text, found.start) - 1
    if text.key(verb) not in cues.INVERTED or verb < 2 or text.is_word(verb - 1):
        return None
    ends = not text.is_word(found.end) or text.key(found.end) in cues.DATES or text.key(found.end) == "on"
    return (verb, found.end, Weight.NAMED) if ends and not text.is_possessive(found.end - 1) else None


def _which(text: Tokens, found: Mention) -> Made:
    """ "…, which first reported the breach", "Reuters, citing two people, …"."""
    i = found.end
    if text.keys[i : i + 2] == (",", "citing"):
        return _without_article(text, found.start), i + 2, Weight.NAMED
    if text.keys[i : i + 2] != (",", "which"):
        return None
    end, first = _past_auxiliaries(text, i + 2)
    told = text.key(end) in cues.VERBS or text.key(end) in cues.AIDED or text.key(end) == "obtained"
    weight = Weight.FIRST if first or text.key(end) == "broke" else Weight.NAMED
    return (_without_article(text, found.start), end + 1, weight) if told else None


def _report(text: Tokens, found: Mention) -> Made:
    """ "a Harbour Post report said", "the AP’s investigation"."""
    end = _report_end(text, found.end)
    if end is None or (text.key(end - 1) in ("report", "reports") and _is_money(text, end)):
        return None
    return _without_article(text, found.start), end, Weight.NAMED


def _report_end(text: Tokens, i: int) -> int | None:
    """Where a noun such as "report" ends that belongs to the name before; with "said" behind it."""
    i += 1 if text.raw(i) in ("'", "’") else 0
    for end in range(i, i + _ADJECTIVES + 1):
        key = text.key(end)
        if key in cues.REPORT_NOUNS:
            return end + 2 if text.key(end + 1) in ("said", "says", "found", "finds", "revealed", "claims") else end + 1
        if key not in cues.ADJECTIVES and key not in cues.DATES and not key.isdigit():
            return None
    return None


def _journalist(text: Tokens, found: Mention) -> Made:
    """ "AP reporter Jane Doe reported", "the Harbour Post’s Jane Doe writes"."""
    i = found.end + (1 if text.raw(found.end) in ("'", "’") else 0)
    titled = text.key(i) in cues.JOURNALISTS
    i += titled
    first = i
    while i - first < _NAMES and text.is_capital(i) and text.key(i) not in cues.VERBS:
        i += 1
    end, _ = _past_auxiliaries(text, i)
    named = i > first and text.is_possessive(found.end - 1)
    start = _without_article(text, found.start)
    return (start, end + 1, Weight.NAMED) if (titled or named) and text.key(end) in cues.VERBS else None


def _verb(text: Tokens, found: Mention) -> Made:
    """ "The Harbour Post first reported", "Reuters has learned"."""
    if text.is_possessive(found.end - 1):
        return None
    end, first = _past_auxiliaries(text, _past_kind(text, found.end))
    key, aided = text.key(end), end > found.end and text.key(end - 1) in ("has", "have", "had", "also")
    if key == "broke" and not {"story", "news"}.intersection(text.keys[end : end + 4]):
        return None
    told = key in cues.VERBS or (aided and key in cues.AIDED) or text.keys[end : end + 2] == ("found", "that")
    if not told or _is_money(text, end + 1) or text.key(end + 1) in cues.ITS_OWN:
        return None
    weight = Weight.FIRST if first or key == "broke" else Weight.NAMED
    return _without_article(text, found.start), end + 1, weight


def _past_auxiliaries(text: Tokens, i: int) -> tuple[int, bool]:
    """The token behind "has", "also", "first" and their like, and whether one said that it was the first."""
    start = i
    while i - start < _ADJECTIVES and text.key(i) in cues.AUXILIARY:
        i += 1
    return i, "first" in text.keys[start:i] or "originally" in text.keys[start:i]


def _is_money(text: Tokens, i: int) -> bool:
    """Whether an outlet reports its own figures: "reported a quarterly profit"."""
    return any(key in cues.MONEY for key in text.keys[i : i + _FINANCE])


def _spoken(text: Tokens, found: Mention) -> Made:
    """ "…, Reuters said." and "…, the Harbour Post says on Monday": behind what was reported."""
    start, verb = _without_article(text, found.start), _past_kind(text, found.end)
    if text.key(verb) not in cues.SPOKEN:
        return None
    after = verb + 1
    if text.key(start - 1) == "as" or text.raw(after) == ":":  # "As the Harbour Post says, …", "Reuters says: …"
        return start, after, Weight.NAMED
    if text.raw(start - 1) not in (",", "”", '"', "»") or start < 4:
        return None
    ends = not text.is_word(after) or text.key(after) in cues.DATES or text.key(after) in ("on", "citing", "in")
    return (start, after, Weight.NAMED) if ends else None


def _past_kind(text: Tokens, i: int) -> int:
    """The token behind what says of a name what it is: "Yonhap news agency"."""
    while text.key(i) in cues.KINDS:
        i += 1
    return i


def _before_kind(text: Tokens, i: int) -> int:
    """The token at which such words begin in front of a name, with a nation's: "German daily"."""
    start = i
    while text.key(i - 1) in cues.KINDS and start - i < _ADJECTIVES:
        i -= 1
    nation = i < start and text.is_capital(i - 1) and text.key(i - 1) not in cues.BEFORE_NAME
    return i - 1 if nation else i


def _without_article(text: Tokens, i: int) -> int:
    """The token at which a name begins with the article in front of it, and what it is called: "the German daily"."""
    start = _before_kind(text, i)
    i = start
    while i > 0 and text.key(i - 1) in cues.ADJECTIVES and start - i < _ADJECTIVES:
        i -= 1
    if i > 0 and text.key(i - 1) in cues.ARTICLES:
        return i - 1
    return start


def says_exclusive(title: Tokens) -> bool:
    """Whether a title says that the report is its own: "Exclusive: …"."""
    word = 1 if title.raw(0) in ("[", "(") else 0
    return title.key(word) in ("exclusive", "exclusif", "exklusiv", "exclusiva") and not title.is_word(word + 1)

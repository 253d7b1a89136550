"""Boilerplate: what stands in feeds' summaries and tells nothing, such as bylines, datelines and "Read more"."""

import re

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = rf"(?i:{_MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)"
_WIRE = r"(?:\([A-Z][\w .&/]{1,24}\)|/[\w ]{2,20}/)"
_DASH = r"\s*(?:—|–|--?)\s+"

_LEAD_INS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[A-Z][A-Z.'’ -]{{2,30}}(?:, [\w. ]{{2,24}}){{0,3}} ?{_WIRE}?{_DASH}",  # WASHINGTON, Nov. 20 (Reuters) -
        rf"(?:[A-Z][\w.'’-]{{1,20}}[ ,]{{1,2}}){{1,3}}{_WIRE}{_DASH}",  # New York (AP) —
        rf"(?:[A-Z][\w.'’-]{{1,20}}[ ,]{{1,2}}){{0,3}}[A-Z][\w.]{{1,20}} ?--{_WIRE}--\s?",  # OSLO--(BUSINESS WIRE)--
        r"[A-Z][\w.'’-]{2,20}(?: [A-Z][\w.'’-]{1,20})?: (?=(?:The|An?|In|As|After|With|For|On) )",  # Oslo: The
        rf"{_WIRE}{_DASH}|\([A-Z]{{2,9}}\)\s+",  # (Reuters) - or (AFP)
        rf"{_DATE} ?{_WIRE}?\s*(?:—|–|--?|:|\|)\s+",  # Nov 20, 2026 |
        r"By (?:[A-Z][\w.'’-]{0,20}[ ,]{1,2}){1,4}(?:\||·|—|–)\s*",  # By Jane Doe |
        r"[-–—•·*>»|]+\s+",
        r"(?i:update ?\d?|breaking|exclusive|watch|opinion)\s?[:|—–]\s+",
    )
)

_NOISE = re.compile(
    "|".join(
        (
            r"(?:please )?(?:click|tap) (?:here|on|the)|(?:learn|see|find out|view|show) more|table of contents",
            r"(?:continue|keep) reading|read (?:more|on\b|full|the (?:full|rest|original))|\d+[ -]min(?:ute)?s? read",
            r"share this|follow (?:us|me)|sign up|subscribe|join (?:us|our)|don['’]t miss|advertis|sponsored",
            r"get the (?:latest|newsletter)|download (?:the|our)|listen to|watch (?:the|now|this)|tags?:|filed under",
            r"by (?:[A-Z][\w.'’-]*[ ,]*){1,5}$",
            r"(?:written|posted|published|updated|reported|submitted|filed) (?:by|on|in|at)\b",
            r"(?:photo\w*|images?|illustration|video|credit|source|caption|correction|updated?) ?(?:credit|by)? ?:",
            r"(?:editor['’]s note|disclosure|points|article url|comments url) ?:|\d+ comments?\b|comments?\b.{0,3}$",
            r"this (?:article|post|story|page) (?:was|is|has|first|originally|may|contains)|about the|your article",
            r"in this (?:article|post|episode|video)|(?:local|quality|independent|our) journalism",
        )
    ),
    re.IGNORECASE,
)
_NOISE_ANYWHERE = re.compile(
    r"https?://|www\.|\ball rights reserved|©|getty images|appeared first on|originally (?:published|appeared)|"
    r"\bwrites (?:frequently|regularly|often) |\bis an? (?:\w+ )?(?:freelance|staff|contributing) |\bour newsletter|"
    r"\b(?:is|are) (?:seen|pictured|shown) (?:at|in|on|here|during|outside|near)\b|"  # captions
    r"\bfile (?:photo|picture)\b|"
    r"\bin this (?:\w+ ){0,3}(?:photo|picture|image)\b|"
    r"\bterms of (?:use|service) apply|follow (?:him|her|them) on|/u/|\[link\]|\[comments\]",
    re.IGNORECASE,
)

_INVITATION = re.compile(
    r"\W*\b(?:read (?:more|on|full \w+)|(?:continue|keep) reading|(?:learn|see) more)\W*$", re.IGNORECASE
)
_BROKEN = re.compile(r"(?:\[\s*(?:…|\.{3})\s*\]|…|\.{3,}|[,;:—–-])$")


def lead_in(text: str, start: int) -> int:
    """Where the news starts after a dateline, a wire's name or a byline at `start`."""
    while found := next(filter(None, (pattern.match(text, start) for pattern in _LEAD_INS)), None):
        start = found.end()
    return start


def is_noise(sentence: str) -> bool:
    """Whether a sentence tells nothing of the event."""
    return bool(_NOISE.match(sentence.lstrip("[(>»→•* ")) or _NOISE_ANYWHERE.search(sentence))


def without_tail(sentence: str) -> tuple[str, bool]:
    """The sentence without "Read more" and the mark of a cut behind it, and whether the feed cut it off."""
    whole = sentence[: found.start()] if (found := _INVITATION.search(sentence)) else sentence
    cut = _BROKEN.sub("", whole.rstrip()).rstrip()
    return cut, cut != whole.rstrip()

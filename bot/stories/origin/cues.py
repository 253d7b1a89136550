"""Cues: the words by which a text credits an outlet, before its name and behind it, in several languages."""

from collections.abc import Iterable, Mapping

from bot.model.origin import Weight
from bot.stories.words import word_set

Phrase = tuple[str, ...]


PAPERS = word_set(
    "times post herald tribune gazette courier chronicle observer telegraph inquirer sentinel examiner dispatch",
    "journal citizen globe",
)
DATES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august",
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec",
)
ARTICLES = word_set("the a an le la les l' un une der die das dem den des el los o os il lo gli al ao à au het de")
ADJECTIVES = word_set(
    "new recent recently exclusive joint investigative news earlier previous separate special explosive bombshell",
    "lengthy detailed latest front-page cover first follow-up subsequent original",
)
REPORT_NOUNS = word_set(
    "report reports story stories article articles investigation exposé expose scoop interview reporting analysis"
)
KINDS = word_set(
    "newspaper magazine website site agency news daily weekly broadcaster network outlet blog journal channel"
)
"""What may stand beside a name: "the daily Le Monde", "Yonhap news agency"."""
JOURNALISTS = word_set("reporter reporters journalist journalists correspondent correspondents columnist")

# Behind these a name in a title is no part of a longer one, though every word has a capital.
BEFORE_NAME = word_set(
    "the a an and or but as at by for from in of on to with via per says said say tells told telling report reports",
    "reported reporting reveals revealed writes wrote cites citing quoting according yesterday today meanwhile however",
    "when while after before that than into over exclusive story source sources investigation interview seen obtained",
    "le la les selon laut según segundo secondo volgens",
)
AFTER_NAME = word_set(
    "report reports reported reporting reporter reporters says said say reveals revealed finds found story article",
    "investigation analysis interview exclusive scoop journalist journalists correspondent correspondents writes wrote",
    "first has had is was that it its it's he she they we i you the a an this these in on at of for from to by with",
    "about after before as and or but if when while where which who how why what not no yesterday today there",
    "their his her mr mrs ms dr said last earlier later recently exclusively anonymously",
    "during because via through under over since newspaper magazine website site paper daily weekly so then also would",
    "could will can may might",
)
# "told CNN staff", "according to Reuters data": it is about the outlet, or counted by it, and credits no report.
NO_REPORT = word_set(
    "staff employees readers workers data poll polls survey surveys spokesman spokeswoman spokesperson executives",
    "editor editors owner owners parent shareholders investors subscribers users viewers tally estimates",
    "calculations bosses management board union chief ceo publisher lawyer lawyers",
    "figures bestseller best-seller crossword headquarters count",
)
MONEY = word_set(
    "profit profits loss losses earnings revenue revenues sales income quarter quarterly subscribers subscriptions",
    "results net growth decline dividend",
)

_NAMED = (
    "told",
    "tells",
    "telling",
    "according to",
    "citing",
    "cites",
    "cited by",
    "quoting",
    "quoted by",
    "quoted in",
    "per",
    "seen by",
    "obtained by",
    "reviewed by",
    "viewed by",
    "reported by",
    "reported in",
    "interview with",
    "interview to",
    "interview for",
    "statement to",
    "statement given to",
    "statement sent to",
    "statement emailed to",
    "statement provided to",
    "statement issued to",
    "comment to",
    "comments to",
    "comments made to",
    "remarks to",
    "email to",
    "e-mail to",
    "spoke to",
    "spoke with",
    "speaking to",
    "speaking with",
    "speaks to",
    "said to",
    "confirmed to",
    "admitted to",
    "acknowledged to",
    "explained to",
    "disclosed to",
    "revealed to",
    "reporting by",
    "reporting from",
    "reporting in",
    "report by",
    "report from",
    "report in",
    "report on",
    "reports by",
    "reports from",
    "reports in",
    "article by",
    "article from",
    "article in",
    "article on",
    "story by",
    "story from",
    "story in",
    "story on",
    "investigation by",
    "investigation from",
    "investigation in",
    "analysis by",
    "analysis from",
    "analysis in",
    "piece in",
    "exposé by",
    "exposé in",
    "shared with",
    "provided to",
    "gave to",
    "said on",
    "speaking on",
    "appearing on",
    "interview on",
    "published by",
    "published in",
    # French
    "selon",
    "d' après",
    "rapporte",
    "rapporté par",
    "rapportée par",
    "révélé par",
    "cité par",
    "citant",
    "déclaré à",
    "déclaré au",
    "confié à",
    "confié au",
    "indiqué à",
    "indiqué au",
    "dit à",
    "dit au",
    "interview à",
    "interview au",
    "entretien à",
    "entretien au",
    # German
    "laut",
    "nach angaben von",
    "nach angaben der",
    "nach angaben des",
    "nach informationen von",
    "nach informationen der",
    "nach informationen des",
    "bericht der",
    "bericht des",
    "bericht von",
    "berichtet",
    "berichtete",
    "meldet",
    "meldete",
    "schreibt",
    "sagte der",
    "sagte dem",
    "gegenüber der",
    "gegenüber dem",
    "gegenüber",
    "unter berufung auf",
    # Spanish and Portuguese
    "según",
    "de acuerdo con",
    "dijo a",
    "dijo al",
    "declaró a",
    "declaró al",
    "declaraciones a",
    "informó",
    "informa",
    "citando a",
    "segundo",
    "de acordo com",
    "conforme",
    "disse a",
    "disse ao",
    "disse à",
    "entrevista ao",
    "entrevista à",
    "entrevista a",
    "informou",
    # Italian and Dutch
    "secondo",
    "ha detto a",
    "riferisce",
    "volgens",
    "meldt",
)
_FIRST = (
    "first reported by",
    "first reported in",
    "reported first by",
    "first revealed by",
    "first disclosed by",
    "originally reported by",
    "initially reported by",
    "as reported by",
    "was reported by",
    "originally published by",
    "originally published in",
    "originally published on",
    "originally appeared in",
    "originally appeared on",
    "originally appeared at",
    "first broke in",
    "first published by",
    "first published in",
    "first published on",
    "first appeared in",
    "first appeared on",
    "appeared first on",
    "revealed by",
    "uncovered by",
    "exposed by",
    "broken by",
    "h / t",
    "hat tip",
    "hat tip to",
    "source :",
    "quelle :",
    "fuente :",
    "fonte :",
)


def _by_last(phrases: Mapping[str, Weight]) -> Mapping[str, tuple[tuple[Phrase, Weight], ...]]:
    """Phrases by their last word, the longest first."""
    found: dict[str, list[tuple[Phrase, Weight]]] = {}
    for phrase, weight in phrases.items():
        keys = tuple(phrase.split())
        found.setdefault(keys[-1], []).append((keys, weight))
    return {key: tuple(sorted(each, key=lambda one: -len(one[0]))) for key, each in found.items()}


def _weighed(named: Iterable[str], first: Iterable[str]) -> dict[str, Weight]:
    return {**dict.fromkeys(named, Weight.NAMED), **dict.fromkeys(first, Weight.FIRST)}


BEFORE = _by_last(_weighed(_NAMED, _FIRST))
"""What stands before a name, by its last word."""

INVERTED = word_set(
    "reports reported writes wrote says said reveals berichtet berichtete meldet meldete schreibt rapporte informa",
    "informó informou riferisce meldt",
)
"""Verbs that follow what was reported and stand before the name: ", reports Reuters."."""

AUXILIARY = word_set("has have had is was also first previously originally earlier exclusively initially recently")
VERBS = word_set(
    "reported reports report reporting revealed reveals wrote writes uncovered broke learned detailed berichtet meldet"
)
LONG_AGO = word_set("year years month months decade ago")
MONTHS = DATES - word_set("monday tuesday wednesday thursday friday saturday sunday")
AIDED = word_set("learned obtained seen reviewed viewed")
"""Verbs that credit with "has" or "had" alone: an outlet that obtained a licence reports nothing."""
SPOKEN = word_set("said says reported reports")
"""Verbs that credit where they end what was reported: "…, Reuters said."."""
ITS_OWN = word_set("its their plans new missing to")
"""Behind "revealed" these say that the outlet speaks of itself."""

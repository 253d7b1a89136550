"""Acts: what a story says was done, as far as its titles tell: a law, a breach, a finding, a use, a product, a gadget.

A ban and a new camera may both have one source and the same words on the topic; to a reader they are not alike. The
words that tell an act are few, common and English; a title that has none of them tells none, and weighs as it did.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

from bot.stories.cluster.headline import headline_span
from bot.stories.titles import read_title


class Act(StrEnum):
    """What was done; where titles tell several, the first of them counts. A fair has products, and neither uses nor
    gadgets."""

    BREACH = "a breach"
    LAW = "an act of law"
    CALL = "a step towards law"
    FINDING = "a finding"
    USE = "a use by an authority"
    GADGET = "a gadget"
    PRODUCT = "a product"
    NONE = ""


_HALF = 0.5  # of a story's titles, which tell what the one that is shown does not
_FEW = 1 / 3  # of them
_HEAVY = frozenset({Act.BREACH, Act.LAW})


def _words(*lines: str) -> re.Pattern[str]:
    """Any of these words, and of these phrases, in which "_" stands for a space."""
    return re.compile(rf"\b(?:{'|'.join(' '.join(lines).split()).replace('_', ' ')})(?![\w-])", re.IGNORECASE)


_PERHAPS = _words(
    "could may might should would potentially wants? calls?_(?:on|for) urges? asks? plans?_to proposes?",
)
_FEARED = _words("fears? worr(?:y|ies|ied) risks?_of")
_BREACH = _words(
    "(?:data|security|privacy)_(?:breach(?:es)?|leaks?) breach(?:ed|es) hack hacked hackers",
    r"(?:leaks|exposes)_(?:\S+_){0,4}(?:data|histories|photos|images|records|faces)",
    r"leaks?_(?:of_)?(?:data|images|photos|faces|records) (?:leaked|stolen)_(?:\w+_)?(?:data|images|photos|faces|list)",
    "(?:data|images|photos|faces|records|list)_(?:is_|are_|was_|were_)?(?:leaked|stolen|exposed) exposed_(?:in|online)",
)
_LAW = _words(
    r"bans(?=_\w) banned outlaw(?:s|ed) prohibit(?:s|ed) forbid(?:s|den) courts? judges? rul(?:ed|ing|ings) lawsuits?",
    r"sue[sd]? rules_(?:that|against|in) class.action settle(?:s|d|ment) fined fines(?=_\w) injunction damages",
    r"(?:un)?lawful(?:ly)? illegal(?:ly)? enact(?:s|ed) reverse[sd]? suspend(?:s|ed)? halt(?:s|ed)? shuts?_down",
    r"(?:first|latest|second|third|\d+(?:nd|rd|th))_(?:\S+_){0,4}to_ban ban_(?:passes|takes_effect|to_start|starts)",
    r"(?:withdraws?|scraps?|drops?|abandons?)_(?:\S+_){0,2}(?:plans?|proposal|use|program(?:me)?s?) takes?_effect",
    "(?:walks|walking|rolls|rolling|backs|backing)_(?:back|off|away|down) becomes?_law signed_into_law",
    "(?:loosens?|eas(?:es|ed|ing)|lifts?|delays?|amends?|passe[sd]|adopts?|signs?|approves?|vetoe[sd]|blocks?|hits?)"
    r"_(?:\S+_){0,4}(?:bans?|laws?|bill|act|ordinance|rules?|measure|order|use|vote|moratorium|policy|pause)",
)
_CALL = _words(
    r"bills? legislat\w+ lawmakers? senat\w+ sens?\.? congress\w* parliament\w* mps? moratorium ban regulat\w+",
    "laws?(?!_enforcement) watchdogs? commissioners? ordinances? council(?:l?ors?|men|women) ombudsman inquiry",
    r"investigations? probes? hearings? subpoena\w* guidelines petition warrants? rights_(?:commission|groups?)",
    "gdpr ccpa ftc aclu nyclu attorney_general assembly_member democrats republicans white_house european_commission",
)
_FINDING = _words(
    "stud(?:y|ies) (?<!to_)research(?:ers)? scientists? survey audit academics? fool(?:s|ed)? report:",
    "reports?_(?:find|say|show|slam|warn)s? (?:experts|tests?)_(?:find|show|reveal)s?",
    "(?:documents?|records|emails|files)_(?:show|reveal)",
)
_AUTHORITY = _words(
    r"police cops? sheriff\w* fbi ice cbp dhs tsa mta homeland borders? customs airports? government\w* ministr\w+",
    r"army military states? cit(?:y|ies) count(?:y|ies) schools? universit\w+ district hospitals? railways? stations?",
    r"metro subways? election councils? prisons? officers? agenc\w+ authorities stadium nhs china delhi moscow",
)
_USES = _words(
    r"us(?:e|es|ed|ing) deploy\w* rolls?_out rolling_out rollout install\w* trials? tests? testing pilot\w* buys?",
    r"tr(?:y|ies|ied|ying) adopt\w* scan\w* identif\w+ misidentif\w+ track\w* monitor\w* detect\w* expand\w*",
    r"match(?:es|ed) (?:to|will)_(?:get|have) begins? starts? implement\w* embrac\w+ plans? propos\w+ requir\w+",
    r"collect\w* screen\w* arrest\w* operational system secretly unveils? boarding",
)
_FAIR = _words("ces nrf mwc ifa")
_BY_FAIR = _words("banned_(?:by|from|at)_(?:the_)?(?:ces|nrf|mwc|ifa) (?:ces|nrf|mwc|ifa)_bans")
_GADGET = _words(
    r"iphones? smartphones? ipads? pixel_\d\w* galaxy_\w+ oneplus face_?id windows_hello laptops? tablets?",
    r"unlock(?:s|ing|ed)? doorbells? smart_(?:home|locks?|speakers?|glasses|watch\w*) (?:home|security)_cameras?",
    r"selfie vacuums? drones? robots? patent(?:s|ed)? invents? gift_guide best_(?:\S+_){1,3}(?:cameras?|of)",
)
_PRODUCT = _words(
    "launch(?:es|ed|ing) unveil(?:s|ed|ing)? debut(?:s|ed)? introduc(?:es|ed|ing) announc(?:es|ed) presents",
    r"showcas(?:es?|ed|ing) now_available partner(?:s|ed|ship)? teams?_up raises_\S*\d\S* funding acquir(?:es|ed)",
    "begins_offering integrat(?:es|ed) solutions? start-?ups? certifi(?:ed|cation) compliance stocks?",
    r"market(?:s|place)? stealth providing wireless terminal pilots_pay \w*pay(?:ment|ments)_(?:systems?|solutions?)",
)
_PUBLIC = (
    (Act.PRODUCT, _BY_FAIR),  # its ban is no law
    (Act.LAW, _LAW),
    (Act.CALL, _CALL),
    (Act.FINDING, _FINDING),
    (Act.PRODUCT, _FAIR),
)
_SOLD = ((Act.GADGET, _GADGET), (Act.PRODUCT, _PRODUCT))


def act_of(shown: str, others: Iterable[str] = ()) -> Act:
    """What a story tells that is shown under one title and has others: what the first says, else what at least half of
    the others say."""
    act = _act(shown)
    rest = [_act(title) for title in others] if act is Act.NONE else []
    said = Counter(one for one in rest if one is not Act.NONE)
    if not said:
        return act
    most = min(said, key=lambda one: (-said[one], list(Act).index(one)))
    return most if said[most] >= _HALF * len(rest) else Act.NONE


def heavier(shown: str, titles: Sequence[str]) -> list[int]:
    """The places of the few titles that tell a law or a breach in a story whose shown title tells neither: an event of
    its own that was taken into a wider story, or a step that came after."""
    places = [] if _act(shown) in _HEAVY else [at for at, title in enumerate(titles) if _act(title) in _HEAVY]
    return places if len(places) <= _FEW * len(titles) else []


# A digest asks all titles of a story, and the next digest asks them again.
@lru_cache(maxsize=20_000)
def _act(title: str) -> Act:
    start, end = headline_span(title)
    told = title[start:end]
    if read_title(title).loud:
        return Act.NONE
    perhaps = _PERHAPS.search(told) is not None
    if _BREACH.search(told) and not perhaps and not _FEARED.search(told):
        return Act.BREACH
    by_authority = _AUTHORITY.search(told) is not None and _USES.search(told) is not None
    kinds = _PUBLIC if by_authority else (*_PUBLIC, *_SOLD)
    found = next((act for act, words in kinds if words.search(told)), Act.USE if by_authority else Act.NONE)
    return Act.CALL if found is Act.LAW and perhaps else found

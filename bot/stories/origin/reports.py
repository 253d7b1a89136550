"""Reports: which of a story's articles the same outlet stands behind, and which reports stand for themselves."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.model.origin import Credit, Report, Weight
from bot.stories.origin.attributions import Attribution
from bot.stories.origin.outlets import Outlets

_HEAD = 800  # characters in which an article says what it is about
_FIELDS = ("author", "link", "title", "summary", "body")


@dataclass(slots=True)
class _Group:
    """Articles that share a text, oldest first."""

    attributions: list[Attribution] = field(default_factory=list)
    behind: str = ""  # the outlet that its texts tell of; "" where they tell of none

    @property
    def own(self) -> str:
        return self.attributions[0].own


def reports(attributions: Sequence[Attribution], roots: Sequence[int], outlets: Outlets) -> tuple[Report, ...]:
    """The reports of a story. `attributions` are its articles, oldest first, and `roots` say whose text each shares.

    Behind an article stands, in this order: the outlet whose byline, dateline or page it has; its own outlet, where it
    says so or others credit it for the news; the outlet that it credits, of several the one that most sources of the
    story credit. What leans on an article that leans on another is that other's. Articles that tell nothing of this
    are a report of their own, which is not shown to be independent; those that share a text are one.
    """
    groups = _groups(attributions, roots)
    asked = _credited(attributions)
    for group in groups:
        group.behind = _behind(group, asked, outlets)
    ends = _ends(_leans(groups))
    gathered: dict[tuple[bool, str], list[_Group]] = {}
    for group in groups:
        outlet = ends.get(group.behind, group.behind)
        gathered.setdefault((outlet != "", outlet or group.own), []).append(group)
    found = _joined(gathered)
    return tuple(replace(one, release=one.shown and outlets.spreads_releases(one.outlet)) for one in found)


def _groups(attributions: Sequence[Attribution], roots: Sequence[int]) -> list[_Group]:
    groups: dict[int, _Group] = {}
    for root, said in zip(roots, attributions, strict=True):
        groups.setdefault(root, _Group()).attributions.append(said)
    return list(groups.values())


def _credited(attributions: Iterable[Attribution]) -> Counter[str]:
    """How many sources credit each outlet."""
    pairs = {(credit.outlet, said.entry.source) for said in attributions for credit in said.credits}
    return Counter(outlet for outlet, _ in pairs)


def _behind(group: _Group, asked: Mapping[str, int], outlets: Outlets) -> str:
    """The outlet behind a text; "" where it does not tell. A wire's name speaks for all copies, a page for its own."""
    credits = [credit for said in group.attributions for credit in said.credits if _carries(credit, asked)]
    best = min(credits, key=lambda credit: _place(credit, asked, outlets), default=None)
    if best is not None and best.weight is Weight.WHOLE:
        return best.outlet
    owners = [said.own for said in group.attributions if said.is_own or asked[said.own]]
    if owners and (best is None or best.weight is Weight.NAMED):
        return max(owners, key=lambda own: asked[own])  # of equals the oldest article's
    return best.outlet if best is not None else ""


def _carries(credit: Credit, asked: Mapping[str, int]) -> bool:
    """Whether a credit can speak for the article: an aside far down in a long text does not, unless others join in."""
    aside = credit.weight is Weight.NAMED and credit.field == "body" and credit.start > _HEAD
    return not aside or asked[credit.outlet] > 1


def _place(credit: Credit, asked: Mapping[str, int], outlets: Outlets) -> tuple[int, bool, int, int, int]:
    """The heaviest first, for the whole a wire's before a page's, then the most credited, then the one named first."""
    page = credit.weight is Weight.WHOLE and not outlets.is_wire(credit.outlet)
    return credit.weight.place, page, -asked[credit.outlet], _FIELDS.index(credit.field), credit.start


def _leans(groups: Iterable[_Group]) -> dict[str, str]:
    """What stands behind each outlet's own articles, where that is another."""
    leans: dict[str, str] = {}
    for group in groups:
        for said in group.attributions:
            if group.behind:
                leans.setdefault(said.own, group.behind)
    return {own: behind for own, behind in leans.items() if own != behind}


def _ends(leans: Mapping[str, str]) -> dict[str, str]:
    """The last outlet of each chain; of those that credit one another in a circle, the first by name."""
    ends: dict[str, str] = {}
    for outlet in leans:
        walked: dict[str, None] = {}
        at = outlet
        while at in leans and at not in walked and at not in ends:
            walked[at] = None
            at = leans[at]
        circle = list(walked)[list(walked).index(at) :] if at in walked else ()
        ends.update(dict.fromkeys(walked, min(circle) if circle else ends.get(at, at)))
    return ends


def _joined(gathered: Mapping[tuple[bool, str], Sequence[_Group]]) -> tuple[Report, ...]:
    """As reports. What sources tell without a word on whose it is counts with a shown report that they carry, too."""
    made = {key: _report(key, groups) for key, groups in gathered.items()}
    home: dict[str, tuple[bool, str]] = {}
    for key, report in made.items():
        for source in report.sources if report.shown else ():
            home.setdefault(source, key)
    for key, report in list(made.items()):
        if not report.shown and home.keys() >= set(report.sources):
            host = home[report.sources[0]]
            made[host] = replace(made[host], texts=tuple(sorted((*made[host].texts, *report.texts))))
            del made[key]
    return tuple(sorted(made.values(), key=lambda one: (not one.shown, -len(one.sources), one.entries[0])))


def _report(key: tuple[bool, str], groups: Sequence[_Group]) -> Report:
    shown, outlet = key
    said = [one for group in groups for one in group.attributions]
    return Report(
        outlet=outlet,
        texts=_texts(outlet, groups),
        sources=tuple(dict.fromkeys(one.entry.source for one in said)),
        shown=shown,
    )


def _texts(outlet: str, groups: Iterable[_Group]) -> tuple[tuple[int, ...], ...]:
    """The articles by text. What an outlet prints itself and what carries its name is one text of its own."""
    texts: dict[int, list[int]] = {}
    for place, group in enumerate(groups, start=1):
        whole = any(_is_whole(one, outlet) for one in group.attributions)
        texts.setdefault(0 if whole else place, []).extend(one.entry.id for one in group.attributions)
    return tuple(sorted(tuple(sorted(text)) for text in texts.values()))


def _is_whole(one: Attribution, outlet: str) -> bool:
    return one.own == outlet or any(credit.outlet == outlet and credit.weight is Weight.WHOLE for credit in one.credits)

"""Recurring headlines: one mould, filled anew for another company, place or day, tells of another event."""

from bot.stories.cluster.vector import TITLE, Vector

_FRAME_WEIGHS = 12.0  # log-odds, were two titles the same but for their names
_USUALLY = 0.4  # so many of their other words the titles of one event share, too
_SPELLED = 5  # letters: names that begin alike are forms of one (Japan, Japanese)
_INSTALMENT_WEIGHS = 12.0
_INSTALMENT_HOURS = 18.0  # no report is due again sooner
_INSTALMENT_ALIKE = 0.4  # of all words in two titles
_INSTALMENT_FIGURES = 2  # that each has to itself
_GUEST_WEIGHS = 12.0
_SAME_GUEST = 0.6  # so much of the lighter name is shared by two names of one guest


def recurrence(one: Vector, other: Vector) -> float:
    """By how many log-odds it speaks against one event that two reports come from one mould: 0 or more."""
    return (
        _FRAME_WEIGHS * _same_frame(one, other)
        + _INSTALMENT_WEIGHS * _next_instalment(one, other)
        + _GUEST_WEIGHS * _another_guest(one, other)
    )


def _same_frame(one: Vector, other: Vector) -> float:
    """How much two titles differ in names and numbers alone, 0 to 1: "Acme speaks at the fair", "Bolt speaks at …".

    English alone: elsewhere names have too many forms.
    """
    if one.language != "en" or other.language != "en":
        return 0.0
    ours, theirs = one.title - one.names, other.title - other.names
    alike = (1 + len(ours & theirs)) / (1 + len(ours | theirs))
    if alike <= _USUALLY:  # as most are
        return 0.0
    return (alike - _USUALLY) * min(1.0, _strangeness(one, other), _strangeness(other, one))


def _strangeness(one: Vector, other: Vector) -> float:
    """The rarity of the names in a title that the other report lacks, counted in unknown words."""
    missing = one.names.difference(other.weights)
    if not missing:
        return 0.0
    beginnings = {token[:_SPELLED] for token in other.weights}
    strange = [one.weights[name] for name in missing if name[:_SPELLED] not in beginnings]
    return sum(strange) / (TITLE * one.rarest)


def _next_instalment(one: Vector, other: Vector) -> bool:
    """Whether two reports are one headline on two days, each with figures of its own: "Bond risk falls"."""
    if abs(one.hours - other.hours) < _INSTALMENT_HOURS:
        return False
    if len(one.title & other.title) < _INSTALMENT_ALIKE * len(one.title | other.title):
        return False
    ours, theirs = _figures(one), _figures(other)
    return min(len(ours - theirs), len(theirs - ours)) >= _INSTALMENT_FIGURES


def _figures(vector: Vector) -> set[str]:
    """The numbers in a report, as far as they are kept."""
    return {token for token in vector.weights if token[0].isdigit()}


def _another_guest(one: Vector, other: Vector) -> bool:
    """Whether two titles announce guests of a conference, each another: the conference may well be the same."""
    if not one.guest or not other.guest:
        return False
    ours, theirs = one.weights, other.weights
    shared = sum(min(ours[token], theirs[token]) for token in one.guest & other.guest)
    lighter = min(sum(ours[token] for token in one.guest), sum(theirs[token] for token in other.guest))
    return shared < _SAME_GUEST * lighter

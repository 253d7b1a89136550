"""Bars out of block characters, to an eighth of a cell."""

_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
LONGEST = 32  # cells


def bar(value: int, highest: int, longest: int = LONGEST) -> str:
    """A bar for `value`, `longest` cells for `highest`; every value above zero shows."""
    if value <= 0 or highest <= 0:
        return ""
    whole, eighth = divmod(max(1, round(value * longest * 8 / highest)), 8)
    return "█" * whole + _EIGHTHS[eighth]

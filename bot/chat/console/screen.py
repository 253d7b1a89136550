"""The screen: a terminal that may, or may not, carry an address behind a title."""

from collections.abc import Mapping

from rich.console import Console

# Each is set by terminals that open such an address; what is known of none of them shows addresses in words.
_MARKS = ("VTE_VERSION", "WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "ALACRITTY_WINDOW_ID", "DOMTERM")
_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty", "Tabby", "rio"})
_BETWEEN = ("STY", "TMUX")  # programs that stand between and take it away


def carries_links(environ: Mapping[str, str]) -> bool:
    """Whether the terminal of this environment is known to open an address behind a title."""
    if any(environ.get(name) for name in _BETWEEN):
        return False
    return environ.get("TERM_PROGRAM", "") in _PROGRAMS or any(environ.get(name) for name in _MARKS)


def shows_addresses(console: Console) -> bool:
    """Whether addresses are to be read on this console, as nothing can carry them."""
    known = console.carries_links if isinstance(console, Screen) else True
    return not console.is_terminal or console.is_dumb_terminal or not known


class Screen(Console):
    """A console that knows its environment."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        super().__init__(highlight=False)
        self.carries_links = carries_links(environ)

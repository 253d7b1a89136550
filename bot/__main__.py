"""`presswatch`, and `python -m bot`, which is the same."""

import signal
from importlib import import_module


def main() -> None:
    """Run a command. Whoever presses Ctrl-C while the program is still being loaded is left without a word, as by any
    other program that it ends: it is loaded here, not above."""
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:  # else it is ignored on purpose, as below `nohup`
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    command_line = import_module("bot.cli")
    signal.signal(signal.SIGINT, usual)
    command_line.main()


if __name__ == "__main__":
    main()

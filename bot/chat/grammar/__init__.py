"""What people mean: from `/press subscribe ai privacy weekly` to a Command, on every platform alike."""

from bot.chat.grammar.reader import read

__all__ = ["read"]

"""Answers to commands: a module per family of commands, and one table that names them all."""

from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import fault_answer
from bot.flow.answer.table import answer

__all__ = ["Asking", "answer", "fault_answer"]

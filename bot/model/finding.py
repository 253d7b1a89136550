"""Findings: what the doctor says, whoever found it out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact; a cure makes it a fault, `grave` one that stops the work."""

    fact: str
    cure: str = ""
    grave: bool = False

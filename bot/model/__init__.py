"""Nouns: one frozen type per stage of the way. Standard library only, aware datetimes only."""

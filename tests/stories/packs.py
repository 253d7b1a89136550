"""Queries of the shipped topics."""

from pathlib import Path

PACKS = sorted((Path(__file__).parents[2] / "config" / "topics").glob("*.toml"))

"""The SQLite store: one connection a thread, write-ahead log, BEGIN IMMEDIATE for every write."""

from bot.store.sqlite.store import SqliteStore, open_store

__all__ = ["SqliteStore", "open_store"]

"""Loopback: the names of this machine in an address, such as a playground's or a stand-in's."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

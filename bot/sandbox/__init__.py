"""Untrusted bytes parsed in spawned processes with a time and memory budget."""

"""Promises that the rooms above keep: what flow may ask of the outside."""

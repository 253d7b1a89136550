"""Measuring: the functions that poll runs, on labelled files."""

"""Talking with people: their words in, our messages out, a package a platform."""

"""Polite, bounded, guarded HTTP: the only door to aiohttp."""

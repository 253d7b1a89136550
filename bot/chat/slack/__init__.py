"""Slack as a chat platform: listening, rendering and posting; no rule lives here."""

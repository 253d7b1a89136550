"""From entries to stories, and from stories to topics. Pure: no clock, no database."""

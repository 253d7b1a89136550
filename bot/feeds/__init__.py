"""From bytes to entries. Pure: no socket, no clock, no database."""

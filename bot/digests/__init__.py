"""From stories to a message: when a digest is due, what goes in, and how it is told. Pure."""

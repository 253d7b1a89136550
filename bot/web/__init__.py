"""The reading room: the pages that a digest's figures lead to."""

"""The terminal as a chat platform: messages drawn with rich, posts kept in a transcript."""

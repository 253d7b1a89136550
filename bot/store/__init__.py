"""What we remember: SQLite, its schema and its named queries. The only door to sqlite-utils."""

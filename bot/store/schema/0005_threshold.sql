-- How central a story must be to a topic to match it.

ALTER TABLE topic ADD COLUMN threshold REAL NOT NULL DEFAULT 0; -- 0 to 1; 0: whatever the query finds

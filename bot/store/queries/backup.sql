-- name: copy
-- One moment of the database, without what was deleted.
VACUUM INTO ?;

-- name: has_facts
SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'fact';

-- name: note_time
INSERT INTO fact (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: counts
SELECT (SELECT count(*) FROM entry) AS entries, (SELECT count(*) FROM story WHERE merged_into IS NULL) AS stories,
    (SELECT count(*) FROM digest) AS digests, (SELECT count(*) FROM delivery) AS deliveries;

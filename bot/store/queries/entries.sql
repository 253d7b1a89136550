-- name: known
-- Reads identities key by key from the list, never the whole table.
SELECT identity.kind AS known_kind, identity.key AS known_key, entry.*
FROM json_each(:keys) AS wanted
CROSS JOIN identity ON identity.kind = wanted.value ->> 0 AND identity.key = wanted.value ->> 1
CROSS JOIN entry ON entry.id = identity.entry_id;

-- name: last_id
-- AUTOINCREMENT remembers the highest id ever given, also of rows since removed.
SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'entry'), 0);

-- name: add
INSERT INTO entry (id, feed_id, source, tier, raw_id, link, title, summary, body, author, language, published, seen_at,
    news, story_id, seq, doubtful)
VALUES (:id, :feed_id, :source, :tier, :raw_id, :link, :title, :summary, :body, :author, :language, :published,
    :seen_at, :news, :story_id, :seq, :doubtful);

-- name: add_identity
INSERT OR IGNORE INTO identity (kind, key, entry_id) VALUES (?, ?, ?);

-- name: add_words
INSERT INTO entry_words (rowid, title, body) VALUES (?, ?, ?);

-- name: remove_words
-- A contentless index forgets a row only when it is shown what it holds.
INSERT INTO entry_words (entry_words, rowid, title, body) VALUES ('delete', ?, ?, ?);

-- name: revise
UPDATE entry SET feed_id = :feed_id, source = :source, tier = :tier, raw_id = :raw_id, link = :link, title = :title,
    summary = :summary, body = :body, author = :author, language = :language, doubtful = :doubtful
WHERE id = :id;

-- name: get
SELECT * FROM entry WHERE id IN (SELECT value FROM json_each(:ids));

-- name: of_stories
SELECT * FROM entry WHERE story_id IN (SELECT value FROM json_each(:ids))
ORDER BY coalesce(published, seen_at), id;

-- name: note_move
-- The present commit is the merge's; of two moves in one commit the first says where the entry was before it.
INSERT OR IGNORE INTO entry_move (entry_id, seq, story_id)
SELECT id, (SELECT value FROM sequence), story_id FROM entry WHERE story_id = :from;

-- name: move
UPDATE entry SET story_id = :to WHERE story_id = :from;

-- name: moves
SELECT entry_move.* FROM entry_move JOIN entry ON entry.id = entry_move.entry_id
WHERE entry.story_id IN (SELECT value FROM json_each(:ids)) ORDER BY entry_move.seq, entry_move.entry_id;

-- name: since
SELECT * FROM entry WHERE coalesce(published, seen_at) >= :since ORDER BY id;

-- name: after
SELECT * FROM entry WHERE seq > :seq ORDER BY id;

-- name: newest
-- Walks the dates from the newest, so a limit ends it early.
SELECT * FROM entry
WHERE :since IS NULL OR (SELECT last_at FROM story WHERE story.id = entry.story_id) >= :since
ORDER BY coalesce(published, seen_at) DESC, id DESC LIMIT :limit;

-- name: search
SELECT entry.* FROM entry_words JOIN entry ON entry.id = entry_words.rowid
WHERE entry_words MATCH :words
    AND (:since IS NULL OR (SELECT last_at FROM story WHERE story.id = entry.story_id) >= :since)
ORDER BY coalesce(entry.published, entry.seen_at) DESC, entry.id DESC LIMIT :limit;

-- name: commit_before
-- Commits and their times rise together, so this reads back to that time and no further.
SELECT seq FROM entry WHERE seen_at < :when ORDER BY seq DESC LIMIT 1;

-- name: whole_since
-- What was matched or told outlives the rest, so the oldest entry of all would say too much.
SELECT coalesce(
    (SELECT seen_at FROM entry WHERE EXISTS (SELECT 1 FROM loose_story WHERE loose_story.id = entry.story_id)
    ORDER BY id LIMIT 1),
    (SELECT seen_at FROM entry ORDER BY id LIMIT 1)
);

-- name: total
SELECT count(*) FROM entry;

-- name: read_between
SELECT feed_id, count(*) AS number FROM entry
WHERE news AND seq > :after AND seq <= :upto AND (:since IS NULL OR coalesce(published, seen_at) >= :since)
GROUP BY feed_id;

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
    news, story_id, seq)
VALUES (:id, :feed_id, :source, :tier, :raw_id, :link, :title, :summary, :body, :author, :language, :published,
    :seen_at, :news, :story_id, :seq);

-- name: add_identity
INSERT OR IGNORE INTO identity (kind, key, entry_id) VALUES (?, ?, ?);

-- name: add_words
INSERT INTO entry_words (rowid, title, body) VALUES (?, ?, ?);

-- name: remove_words
-- A contentless index forgets a row only when it is shown what it holds.
INSERT INTO entry_words (entry_words, rowid, title, body) VALUES ('delete', ?, ?, ?);

-- name: revise
UPDATE entry SET feed_id = :feed_id, source = :source, tier = :tier, raw_id = :raw_id, link = :link, title = :title,
    summary = :summary, body = :body, author = :author, language = :language
WHERE id = :id;

-- name: get
SELECT * FROM entry WHERE id IN (SELECT value FROM json_each(:ids));

-- name: of_stories
SELECT * FROM entry WHERE story_id IN (SELECT value FROM json_each(:ids))
ORDER BY coalesce(published, seen_at), id;

-- name: move
UPDATE entry SET story_id = :to WHERE story_id = :from;

-- name: since
SELECT * FROM entry WHERE coalesce(published, seen_at) >= :since ORDER BY id;

-- name: after
SELECT * FROM entry WHERE seq > :seq ORDER BY id;

-- name: newest
SELECT * FROM entry ORDER BY coalesce(published, seen_at) DESC, id DESC LIMIT :limit;

-- name: search
SELECT entry.* FROM entry_words JOIN entry ON entry.id = entry_words.rowid
WHERE entry_words MATCH :words
ORDER BY coalesce(entry.published, entry.seen_at) DESC, entry.id DESC LIMIT :limit;

-- name: total
SELECT count(*) FROM entry;

-- name: read_between
SELECT feed_id, count(*) AS number FROM entry
WHERE news AND seq > :after AND seq <= :upto AND (:since IS NULL OR coalesce(published, seen_at) >= :since)
GROUP BY feed_id;

-- name: record
-- The first request for an address is the one that counts.
INSERT OR IGNORE INTO takedown (link, entry_id, channel_id, taken_at)
VALUES (:link, :entry_id, :channel_id, :now);

-- name: mark
UPDATE entry SET taken_down_at = coalesce(taken_down_at, :now) WHERE id IN (SELECT value FROM json_each(:ids));

-- name: compact_words
-- A deleted row's words stay in the index until its segments are merged; this merges all of them.
INSERT INTO entry_words (entry_words) VALUES ('optimize');

-- name: inherit
INSERT OR IGNORE INTO takedown (link, entry_id, channel_id, taken_at)
SELECT link, :entry_id, channel_id, taken_at FROM takedown WHERE link = :link ORDER BY taken_at LIMIT 1;

-- name: mark_inherited
UPDATE entry SET taken_down_at = (SELECT min(taken_at) FROM takedown WHERE link = :link) WHERE id = :entry_id;

-- name: taken
SELECT DISTINCT link FROM takedown WHERE link IN (SELECT value FROM json_each(:links));

-- name: when
SELECT min(taken_down_at) FROM entry WHERE id IN (SELECT value FROM json_each(:ids));

-- name: aliases
SELECT DISTINCT link FROM alias WHERE entry_id IN (SELECT value FROM json_each(:ids)) AND link <> '' ORDER BY link;

-- name: matches
SELECT * FROM match WHERE entry_id IN (SELECT value FROM json_each(:ids))
ORDER BY story_id, topic_id, topic_version;

-- name: reword
UPDATE match SET evidence = :evidence
WHERE topic_id = :topic_id AND topic_version = :topic_version AND story_id = :story_id;

-- name: issues
SELECT DISTINCT digest_id FROM digest_entry WHERE entry_id IN (SELECT value FROM json_each(:ids)) ORDER BY digest_id;

-- name: revise_story
UPDATE digest_story SET clause = :clause, summary = :summary, evidence = :evidence, origin = :origin
WHERE digest_id = :digest_id AND position = :position;

-- name: revise_digest
UPDATE digest SET revised_at = :now WHERE id = :id;

-- name: posted
-- What is on its way was written before the words were removed; what is only planned is written without them.
SELECT * FROM delivery
WHERE kind = 'digest' AND subject_id IN (SELECT value FROM json_each(:ids))
    AND state IN ('sent', 'claimed', 'uncertain')
ORDER BY id;

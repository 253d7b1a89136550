-- name: last_id
SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'story'), 0);

-- name: get
-- What a story shows is what its lead says.
SELECT story.*, entry.title, entry.link, entry.source
FROM story JOIN entry ON entry.id = story.lead_id
WHERE story.id IN (SELECT value FROM json_each(:ids));

-- name: root
SELECT coalesce(merged_into, id) FROM story WHERE id = :id;

-- name: family
-- `merged_into` always names the last winner, never one on the way, so one step is enough.
SELECT id FROM story WHERE id = :root OR merged_into = :root ORDER BY id;

-- name: save
-- Only `merge` may say where a story went.
INSERT INTO story (id, lead_id, first_at, last_at, entries, sources, seq)
VALUES (:id, :lead_id, :first_at, :last_at, :entries, :sources, :seq)
ON CONFLICT (id) DO UPDATE SET
    lead_id = excluded.lead_id, first_at = excluded.first_at, last_at = excluded.last_at, entries = excluded.entries,
    sources = excluded.sources, seq = excluded.seq;

-- name: merged_after
-- What another worker has merged since, in the order of its commits.
SELECT merged_into AS winner, id AS loser FROM story WHERE merged_into IS NOT NULL AND seq > :seq ORDER BY seq, id;

-- name: merge
UPDATE story SET merged_into = :winner, seq = :seq WHERE id = :loser OR merged_into = :loser;

-- name: inherit_matches
-- The winner is about what the loser was about; the commit is the merge's, so that an open window sees it.
INSERT OR IGNORE INTO match (topic_id, topic_version, story_id, entry_id, score, evidence, matched_at, seq)
SELECT topic_id, topic_version, :winner, entry_id, score, evidence, matched_at, :seq FROM match WHERE story_id = :loser;

-- name: add_match
-- A clearer telling of the same story raises the score and brings its evidence; the commit stays the first one's.
INSERT INTO match (topic_id, topic_version, story_id, entry_id, score, evidence, matched_at, seq)
VALUES (:topic_id, :topic_version, :story_id, :entry_id, :score, :evidence, :matched_at, :seq)
ON CONFLICT (topic_id, topic_version, story_id) DO UPDATE SET
    entry_id = excluded.entry_id, score = excluded.score, evidence = excluded.evidence
    WHERE excluded.score > match.score;

-- name: has_match
SELECT 1 FROM match WHERE topic_id = :topic_id AND topic_version = :topic_version AND story_id = :story_id;

-- name: commits
SELECT story_id, seq FROM match
WHERE topic_id = :topic_id AND topic_version = :version AND story_id IN (SELECT value FROM json_each(:ids));

-- name: matches_of
SELECT match.* FROM match
JOIN topic ON topic.id = match.topic_id AND topic.version = match.topic_version AND topic.retired_at IS NULL
WHERE match.story_id IN (SELECT value FROM json_each(:ids)) ORDER BY match.story_id, match.topic_id;

-- name: matches_ever
SELECT * FROM match WHERE story_id IN (SELECT value FROM json_each(:ids)) ORDER BY topic_id, topic_version DESC, story_id;

-- name: gains
-- A story that gained anything carries a later commit itself, so that only such stories' entries are read.
SELECT match.story_id, match.score, sum(entry.seq > :after) AS gained,
    match.seq > :after OR sum(entry.seq <= :after) = 0 AS new, max(match.seq, max(entry.seq)) AS last_seq
FROM match
JOIN story ON story.id = match.story_id AND story.merged_into IS NULL
JOIN entry ON entry.story_id = match.story_id AND entry.news
WHERE match.topic_id = :topic_id AND match.topic_version = :version AND (story.seq > :after OR match.seq > :after)
GROUP BY match.story_id HAVING last_seq > :after
ORDER BY match.story_id;

-- name: fresh
-- News that came in the window; or news that was there before and was only now found to match.
SELECT match.* FROM match JOIN story ON story.id = match.story_id
WHERE match.topic_id = :topic_id AND match.topic_version = :version AND story.merged_into IS NULL
    AND EXISTS (
        SELECT 1 FROM entry WHERE entry.story_id = match.story_id AND entry.news AND entry.seq <= :upto
            AND (entry.seq > :after OR match.seq > :after AND match.seq <= :upto)
            AND (:since IS NULL OR coalesce(entry.published, entry.seen_at) >= :since)
    )
ORDER BY match.story_id;

-- name: latest
-- What a topic's readers would read first.
SELECT story.*, entry.title, entry.link, entry.source
FROM match JOIN story ON story.id = match.story_id JOIN entry ON entry.id = story.lead_id
WHERE match.topic_id = :topic_id AND match.topic_version = :version AND story.merged_into IS NULL
ORDER BY story.last_at DESC, story.id DESC LIMIT :limit;

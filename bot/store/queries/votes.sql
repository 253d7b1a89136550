-- name: cast
INSERT INTO vote (channel_id, story_id, person, verdict, at) VALUES (:channel_id, :story_id, :person, :verdict, :now);

-- name: of_channel
-- The last word of a person on a story, whatever stories were merged into it since.
SELECT story_id, person, verdict, at FROM (
    SELECT vote.id, coalesce(story.merged_into, story.id) AS story_id, vote.person, vote.verdict, vote.at,
        row_number() OVER (PARTITION BY coalesce(story.merged_into, story.id), vote.person ORDER BY vote.id DESC) AS nth
    FROM vote JOIN story ON story.id = vote.story_id WHERE vote.channel_id = :channel_id
)
WHERE nth = 1 AND verdict <> 0 ORDER BY id;

-- name: unlearn
INSERT OR IGNORE INTO unlearned (channel_id, kind, value, at) VALUES (:channel_id, :kind, :value, :now);

-- name: relearn
UPDATE unlearned SET ended_at = :now
WHERE channel_id = :channel_id AND kind = :kind AND value = :value AND ended_at IS NULL;

-- name: unlearned
SELECT kind, value FROM unlearned WHERE channel_id = :channel_id AND ended_at IS NULL ORDER BY id;

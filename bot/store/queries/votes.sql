-- name: cast
INSERT INTO vote (channel_id, story_id, person, verdict, at) VALUES (:channel_id, :story_id, :person, :verdict, :now);

-- name: of_channel
-- The last word of a person on a story, whatever stories were merged into it since.
WITH said AS (
    SELECT vote.id, coalesce(story.merged_into, story.id) AS story_id, vote.person, vote.verdict, vote.at
    FROM vote JOIN story ON story.id = vote.story_id WHERE vote.channel_id = :channel_id
)
SELECT * FROM said
WHERE verdict <> 0 AND id = (
    SELECT max(later.id) FROM said AS later WHERE later.story_id = said.story_id AND later.person = said.person
)
ORDER BY id;

-- name: unlearn
INSERT OR IGNORE INTO unlearned (channel_id, kind, value, at) VALUES (:channel_id, :kind, :value, :now);

-- name: relearn
UPDATE unlearned SET ended_at = :now
WHERE channel_id = :channel_id AND kind = :kind AND value = :value AND ended_at IS NULL;

-- name: unlearned
SELECT kind, value FROM unlearned WHERE channel_id = :channel_id AND ended_at IS NULL ORDER BY id;

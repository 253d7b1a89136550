-- name: extend
-- What is muted already is muted once.
UPDATE mute SET until = :until
WHERE channel_id = :channel_id AND kind = :kind AND value = :value AND ended_at IS NULL
    AND (until IS NULL OR until > :now)
RETURNING *;

-- name: add
INSERT INTO mute (channel_id, kind, value, until, created_at) VALUES (:channel_id, :kind, :value, :until, :now)
RETURNING *;

-- name: of_channel
SELECT * FROM mute WHERE channel_id = :channel_id AND ended_at IS NULL AND (until IS NULL OR until > :now) ORDER BY id;

-- name: end
UPDATE mute SET ended_at = :now WHERE id = :id AND ended_at IS NULL;

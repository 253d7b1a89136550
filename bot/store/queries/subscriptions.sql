-- name: put
-- The mark survives: what this channel has been told stays told.
INSERT INTO subscription (channel_id, topic_id, cadence, hour, weekday, zone, mark, due_at, created_at)
VALUES (:channel_id, :topic_id, :cadence, :hour, :weekday, :zone, 0, :due_at, :now)
ON CONFLICT (channel_id, topic_id) DO UPDATE SET
    cadence = excluded.cadence, hour = excluded.hour, weekday = excluded.weekday, zone = excluded.zone,
    due_at = excluded.due_at, ended_at = NULL
RETURNING *;

-- name: get
SELECT * FROM subscription WHERE id = :id;

-- name: find
SELECT * FROM subscription WHERE channel_id = :channel_id AND topic_id = :topic_id AND ended_at IS NULL;

-- name: of_channel
SELECT * FROM subscription WHERE channel_id = :channel_id AND ended_at IS NULL ORDER BY id;

-- name: of_topic_at_once
SELECT * FROM subscription WHERE topic_id = :topic_id AND cadence = 'at-once' AND ended_at IS NULL ORDER BY id;

-- name: due
-- A time further off than any wait is the mark of a clock that ran ahead.
SELECT * FROM subscription WHERE ended_at IS NULL AND (due_at <= :now OR due_at > :too_far) ORDER BY due_at, id;

-- name: told
UPDATE subscription SET mark = :mark, told_until = :told_until, due_at = :due_at WHERE id = :id;

-- name: end
UPDATE subscription SET ended_at = :now WHERE id = :id;

-- name: put
-- The mark survives: what this channel has been told stays told.
INSERT INTO subscription (channel_id, topic_id, cadence, hour, weekday, zone, mark, due_at, created_at,
    made_by)
VALUES (:channel_id, :topic_id, :cadence, :hour, :weekday, :zone, 0, :due_at, :now, :made_by)
ON CONFLICT (channel_id, topic_id) DO UPDATE SET
    cadence = excluded.cadence, hour = excluded.hour, weekday = excluded.weekday, zone = excluded.zone,
    due_at = excluded.due_at, ended_at = NULL, paused_at = NULL, paused_until = NULL,
    made_by = iif(excluded.made_by = '', made_by, excluded.made_by)
RETURNING *;

-- name: get
SELECT * FROM subscription WHERE id = :id;

-- name: find
SELECT * FROM subscription WHERE channel_id = :channel_id AND topic_id = :topic_id AND ended_at IS NULL;

-- name: of_channel
SELECT * FROM subscription WHERE channel_id = :channel_id AND ended_at IS NULL ORDER BY id;

-- name: of_topic
SELECT * FROM subscription WHERE topic_id = :topic_id AND ended_at IS NULL ORDER BY id;

-- name: take_over
-- A channel has one row a topic: an ended one to the other topic lives on as the one that moves.
UPDATE subscription SET cadence = moving.cadence, hour = moving.hour, weekday = moving.weekday, zone = moving.zone,
    mark = moving.mark, told_until = moving.told_until, due_at = moving.due_at, ended_at = NULL,
    paused_at = moving.paused_at, paused_until = moving.paused_until
FROM subscription AS moving
WHERE moving.channel_id = subscription.channel_id AND moving.topic_id = :from_topic AND moving.ended_at IS NULL
    AND subscription.topic_id = :to_topic AND subscription.ended_at IS NOT NULL
    AND subscription.channel_id IN (SELECT id FROM channel WHERE workspace_id = :workspace_id);

-- name: move
-- What was taken over stays behind and is ended next.
UPDATE OR IGNORE subscription SET topic_id = :to_topic
WHERE topic_id = :from_topic AND channel_id IN (SELECT id FROM channel WHERE workspace_id = :workspace_id);

-- name: end_rest
UPDATE subscription SET ended_at = :now
WHERE topic_id = :from_topic AND ended_at IS NULL
    AND channel_id IN (SELECT id FROM channel WHERE workspace_id = :workspace_id);

-- name: of_topic_at_once
SELECT * FROM subscription WHERE topic_id = :topic_id AND cadence = 'at-once' AND ended_at IS NULL ORDER BY id;

-- name: due
-- A time further off than any wait is the mark of a clock that ran ahead. What falls due in a pause waits for its end.
-- Where something is parked, all that comes is told in one issue when that goes out.
SELECT * FROM subscription
WHERE ended_at IS NULL AND (paused_at IS NULL OR paused_until <= :now) AND (due_at <= :now OR due_at > :too_far)
    AND NOT EXISTS (
        SELECT 1 FROM delivery WHERE delivery.state = 'parked' AND delivery.channel_id = subscription.channel_id
    )
ORDER BY due_at, id;

-- name: told
UPDATE subscription SET mark = :mark, told_until = :told_until, due_at = :due_at WHERE id = :id;

-- name: pause
-- A pause that was in force goes on, with its new end; one that was over by itself is a new one.
UPDATE subscription SET paused_until = :until,
    paused_at = CASE WHEN paused_until IS NULL OR paused_until > :now THEN coalesce(paused_at, :now) ELSE :now END
WHERE id = :id RETURNING *;

-- name: resume
UPDATE subscription SET paused_at = NULL, paused_until = NULL WHERE id = :id RETURNING *;

-- name: end
UPDATE subscription SET ended_at = :now WHERE id = :id;

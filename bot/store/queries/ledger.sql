-- name: plan
-- The key is unique for ever: planning twice is planning once.
INSERT OR IGNORE INTO delivery (key, kind, channel_id, subject_id, topic_id, part, state, not_before, planned_at)
VALUES (:key, :kind, :channel_id, :subject_id, :topic_id, :part, 'planned', :not_before, :now);

-- name: claim
-- Parts go in order: a reply needs its parent on the platform, and no part before it may still be open.
UPDATE delivery SET state = 'claimed', attempts = attempts + 1, claimed_at = :now, lease_until = :lease_until
WHERE id = (
    SELECT d.id FROM delivery AS d
    WHERE d.state = 'planned' AND d.not_before <= :now
        AND NOT EXISTS (
            SELECT 1 FROM delivery AS earlier
            WHERE earlier.kind = d.kind AND earlier.subject_id = d.subject_id AND earlier.channel_id = d.channel_id
                AND earlier.part < d.part AND earlier.state IN ('planned', 'claimed', 'uncertain')
        )
    ORDER BY d.not_before, d.id LIMIT 1
) RETURNING *;

-- name: claim_unclear
-- The lease is what makes two workers look at it one after the other.
UPDATE delivery SET state = 'uncertain', claimed_at = :now, lease_until = :lease_until
WHERE id = (
    SELECT id FROM delivery
    WHERE state IN ('claimed', 'uncertain') AND lease_until <= :now AND (state = 'claimed' OR not_before <= :now)
    ORDER BY lease_until, id LIMIT 1
) RETURNING *;

-- name: settle
-- Only the holder of the present claim may write its outcome.
UPDATE delivery SET state = :state, platform_id = :platform_id, reason = :reason, settled_at = :now,
    not_before = coalesce(:not_before, not_before)
WHERE id = :id AND state IN ('claimed', 'uncertain') AND lease_until = :lease_until;

-- name: abandon_replies
UPDATE delivery SET state = 'failed', reason = :reason, settled_at = :now
WHERE kind = :kind AND subject_id = :subject_id AND channel_id = :channel_id AND part > 0 AND state = 'planned';

-- name: parent_of
SELECT * FROM delivery
WHERE kind = :kind AND subject_id = :subject_id AND channel_id = :channel_id AND part = 0;

-- name: alerts_of
-- What was never posted has told nobody.
SELECT * FROM delivery
WHERE kind = 'alert' AND channel_id = :channel_id AND subject_id IN (SELECT value FROM json_each(:story_ids))
    AND state NOT IN ('failed', 'given_up')
ORDER BY id;

-- name: counts
SELECT state, count(*) AS number FROM delivery GROUP BY state;

-- name: next_at
SELECT min(CASE WHEN state = 'planned' THEN not_before ELSE max(lease_until, not_before) END)
FROM delivery WHERE state IN ('planned', 'claimed', 'uncertain');

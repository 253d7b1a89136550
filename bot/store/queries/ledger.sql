-- Two habits keep these fast when the ledger is long: the open states are named in full, so that the partial index on
-- them serves; and a `+` keeps the planner from a channel's whole ledger where a subject's few lines are meant.

-- name: plan
-- The key is unique for ever: planning twice is planning once.
INSERT OR IGNORE INTO delivery (key, kind, channel_id, subject_id, topic_id, part, state, not_before, planned_at,
    may_repeat, reason)
VALUES (:key, :kind, :channel_id, :subject_id, :topic_id, :part,
    iif(EXISTS (SELECT 1 FROM unreachable WHERE channel_id = :channel_id), 'parked', 'planned'), :not_before, :now,
    :may_repeat, coalesce((SELECT reason FROM unreachable WHERE channel_id = :channel_id), ''));

-- name: get
SELECT * FROM delivery WHERE id = :id;

-- name: claim
-- Parts go in order: a reply needs its parent on the platform, and no part before it may still be open. The edits of a
-- message are such parts, too, and none goes before what it edits. A channel that is parked is tried now and then.
-- What is meant for a platform that the worker cannot post to is left to one that can.
UPDATE delivery SET state = 'claimed', attempts = attempts + 1, claimed_at = :now, lease_until = :lease_until
WHERE id = (
    SELECT d.id FROM delivery AS d CROSS JOIN channel AS home ON home.id = d.channel_id
    WHERE d.state IN ('planned', 'claimed', 'uncertain', 'parked') AND d.state IN ('planned', 'parked')
        AND d.not_before <= :now AND home.post_after <= :now
        AND (:platforms IS NULL OR EXISTS (
            SELECT 1 FROM workspace
            WHERE workspace.id = home.workspace_id AND workspace.platform IN (SELECT value FROM json_each(:platforms))
        ))
        AND NOT EXISTS (
            SELECT 1 FROM delivery AS earlier
            WHERE earlier.kind = d.kind AND earlier.subject_id = d.subject_id AND +earlier.channel_id = d.channel_id
                AND earlier.part < d.part AND earlier.state IN ('planned', 'claimed', 'uncertain', 'parked')
        )
        AND NOT (d.kind = 'edit' AND EXISTS (
            SELECT 1 FROM delivery AS edited
            WHERE edited.id = d.subject_id AND edited.state IN ('planned', 'claimed', 'uncertain', 'parked')
        ))
    ORDER BY d.not_before, d.id LIMIT 1
) RETURNING *;

-- name: free
-- Nothing is posted in this channel before then. A claim keeps it for itself as long as its lease.
UPDATE channel SET post_after = :at WHERE id = :channel_id;

-- name: free_again
-- Only whoever holds the channel: it may have been parked, or the claim may have outlasted its lease.
UPDATE channel SET post_after = :at WHERE id = :channel_id AND post_after = :lease_until;

-- name: claim_unclear
-- The lease is what makes two workers look at it one after the other. A reply is looked for below its parent, so that
-- comes first. Since when it is in doubt is told by when it was claimed to be posted.
UPDATE delivery SET state = 'uncertain', claimed_at = coalesce(claimed_at, :now), lease_until = :lease_until,
    strikes = strikes + (state = 'claimed')
WHERE id = (
    SELECT d.id FROM delivery AS d CROSS JOIN channel AS home ON home.id = d.channel_id
    WHERE d.state IN ('planned', 'claimed', 'uncertain', 'parked') AND d.lease_until <= :now
        AND (:platforms IS NULL OR EXISTS (
            SELECT 1 FROM workspace
            WHERE workspace.id = home.workspace_id AND workspace.platform IN (SELECT value FROM json_each(:platforms))
        ))
        AND (d.state = 'claimed' OR d.state = 'uncertain' AND d.not_before <= :now)
        AND NOT EXISTS (
            SELECT 1 FROM delivery AS earlier
            WHERE earlier.kind = d.kind AND earlier.subject_id = d.subject_id AND +earlier.channel_id = d.channel_id
                AND earlier.part < d.part AND earlier.state IN ('planned', 'claimed', 'uncertain', 'parked')
        )
    ORDER BY d.lease_until, d.id LIMIT 1
) RETURNING *;

-- name: settle
-- Only the holder of the present claim may write its outcome. To hold, to park and to wait is no attempt. What is to go on in a channel that
-- was parked meanwhile waits with the others.
UPDATE delivery SET
    state = iif(:state = 'planned' AND EXISTS (SELECT 1 FROM unreachable WHERE channel_id = delivery.channel_id),
        'parked', :state),
    platform_id = :platform_id, reason = :reason, settled_at = :now, not_before = coalesce(:not_before, not_before),
    attempts = attempts - (:waits OR :state IN ('held', 'parked')), strikes = strikes + :strike, plain = max(plain, :plain),
    again = max(again, :again)
WHERE id = :id AND state IN ('claimed', 'uncertain') AND lease_until = :lease_until;

-- name: hasten
UPDATE delivery SET not_before = min(not_before, :now) WHERE id = :id AND state IN ('planned', 'parked');

-- name: free_back
-- It was parked at `post_after` less the time to the next try, and its pace forgotten: a breath later anything may go. What
-- is on its way there, or may arrive yet, keeps the channel to itself.
UPDATE channel SET post_after = max(
    :now, min(post_after - :tried_after, :now) + :breath, coalesce((
        SELECT max(lease_until) FROM delivery
        WHERE +channel_id = :channel_id AND state IN ('planned', 'claimed', 'uncertain', 'parked')
            AND state IN ('claimed', 'uncertain')
    ), 0)
)
WHERE id = :channel_id;

-- name: free_parked
-- But for one where a try is under way.
UPDATE channel SET post_after = min(post_after, max(:now, min(post_after - :tried_after, :now) + :breath))
WHERE NOT EXISTS (
        SELECT 1 FROM delivery
        WHERE +channel_id = channel.id AND state IN ('planned', 'claimed', 'uncertain', 'parked') AND state = 'claimed'
            AND lease_until > :now
    )
    AND id IN (SELECT channel_id FROM unreachable)
    AND workspace_id NOT IN (SELECT id FROM workspace WHERE removed_at IS NOT NULL);

-- name: bring_back_channels
UPDATE channel SET post_after = :now
WHERE post_after > :too_far AND workspace_id NOT IN (SELECT id FROM workspace WHERE removed_at IS NOT NULL);

-- name: bring_back
UPDATE delivery SET not_before = iif(not_before > :too_far, :now, not_before),
    lease_until = iif(lease_until > :too_far, :rested, lease_until), claimed_at = min(claimed_at, :now)
WHERE state IN ('planned', 'claimed', 'uncertain', 'parked') AND max(not_before, coalesce(lease_until, 0)) > :too_far;

-- name: park
UPDATE delivery SET state = 'parked', reason = :reason
WHERE +channel_id = :channel_id AND state IN ('planned', 'claimed', 'uncertain', 'parked') AND state = 'planned';

-- name: unpark
-- What is in doubt there is looked for now, too.
UPDATE delivery SET
    state = iif(state = 'parked', 'planned', state), reason = iif(state = 'parked', '', reason),
    not_before = iif(state = 'uncertain', min(not_before, :now), not_before)
WHERE +channel_id = :channel_id AND state IN ('planned', 'claimed', 'uncertain', 'parked')
    AND state IN ('uncertain', 'parked');

-- name: abandon_replies
UPDATE delivery SET state = 'failed', reason = :reason, settled_at = :now
WHERE kind = :kind AND subject_id = :subject_id AND +channel_id = :channel_id AND part > 0
    AND state IN ('planned', 'parked');

-- name: parent_of
SELECT * FROM delivery
WHERE kind = :kind AND subject_id = :subject_id AND +channel_id = :channel_id AND part = 0;

-- name: alerts_of
-- What was never posted has told nobody.
SELECT * FROM delivery
WHERE kind = 'alert' AND +channel_id = :channel_id AND subject_id IN (SELECT value FROM json_each(:story_ids))
    AND state NOT IN ('failed', 'given_up')
ORDER BY id;

-- name: alerts_shown
-- Its message stands there, or is written at this moment, perhaps without what has just come.
SELECT * FROM delivery
WHERE kind = 'alert' AND state IN ('sent', 'claimed', 'uncertain') AND subject_id IN (
    SELECT value FROM json_each(:story_ids)
    UNION SELECT id FROM story WHERE merged_into IN (SELECT value FROM json_each(:story_ids))
)
ORDER BY id;

-- name: of_subject
SELECT * FROM delivery
WHERE kind = :kind AND +channel_id = :channel_id AND subject_id IN (SELECT value FROM json_each(:subject_ids))
ORDER BY id;

-- name: of_channel
SELECT * FROM delivery WHERE channel_id = :channel_id AND (:state IS NULL OR state = :state)
ORDER BY id DESC LIMIT :limit OFFSET :offset;

-- name: channel_counts
SELECT state, count(*) AS number FROM delivery WHERE channel_id = :channel_id GROUP BY state;

-- name: interruptions
-- What may have arrived counts as arrived. Of those in other hands only the older count: else two workers at the last
-- free place would both give way.
SELECT count(*) FILTER (WHERE interrupts AND at >= :day_began) AS posted, count(*) FILTER (WHERE at > :lately) AS lately
FROM (
    SELECT settled_at AS at, state = 'sent' AS interrupts FROM delivery
    WHERE channel_id = :channel_id AND kind = 'alert' AND settled_at >= min(:day_began, :lately)
        AND (state = 'sent' OR state IN ('held', 'folded') AND reason = 'storm')
    UNION ALL
    SELECT claimed_at, 1 FROM delivery
    WHERE +channel_id = :channel_id AND +kind = 'alert' AND state IN ('planned', 'claimed', 'uncertain', 'parked')
        AND (state = 'uncertain' OR state = 'claimed' AND (:before IS NULL OR id < :before))
);

-- name: alerts_since
SELECT * FROM delivery
WHERE kind = 'alert' AND channel_id = :channel_id AND settled_at >= :since ORDER BY settled_at, id;

-- name: held
SELECT * FROM delivery WHERE channel_id = :channel_id AND state = 'held' ORDER BY id;

-- name: holding
SELECT DISTINCT channel_id FROM delivery
WHERE state = 'held' AND channel_id NOT IN (SELECT channel_id FROM delivery WHERE state = 'parked') ORDER BY channel_id;

-- name: release
UPDATE delivery SET state = 'failed', reason = :reason, settled_at = :now WHERE id = :id AND state = 'held';

-- name: fold
UPDATE delivery SET state = 'folded', told_in = :told_in
WHERE state = 'held' AND id IN (SELECT value FROM json_each(:ids));

-- name: unfold
-- The message or some of its parts will never be posted: what those were to tell waits again, from now on.
UPDATE delivery SET state = 'held', told_in = '', reason = :reason, settled_at = :now
WHERE state = 'folded' AND told_in <> '' AND told_in IN (
    SELECT key FROM delivery
    WHERE kind = :kind AND subject_id = :subject_id AND +channel_id = :channel_id AND part >= :from_part
        AND state IN ('failed', 'given_up')
);

-- name: tell_in
UPDATE delivery SET told_in = :told_in WHERE id = :id;

-- name: told_in
SELECT * FROM delivery WHERE told_in = :key AND told_in <> '' ORDER BY id;

-- name: storm
SELECT * FROM delivery
WHERE channel_id = :channel_id AND kind = 'alert' AND state IN ('held', 'folded') AND reason = 'storm'
    AND settled_at >= :since
ORDER BY id;

-- name: counts
SELECT state, count(*) AS number FROM delivery GROUP BY state;

-- name: next_at
SELECT min(max(d.not_before, iif(d.state IN ('planned', 'parked'), home.post_after, d.lease_until)))
FROM delivery AS d CROSS JOIN channel AS home ON home.id = d.channel_id
WHERE d.state IN ('planned', 'claimed', 'uncertain', 'parked')
    AND (:platforms IS NULL OR EXISTS (
        SELECT 1 FROM workspace
        WHERE workspace.id = home.workspace_id AND workspace.platform IN (SELECT value FROM json_each(:platforms))
    ));

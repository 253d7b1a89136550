-- name: upsert
-- The configuration names a feed; what polls have learned of it stays, and what a person removed stays out.
INSERT INTO feed (source, url, address, category, language, tier, fallbacks, due_at, interval_seconds)
VALUES (:source, :url, :url, :category, :language, :tier, :fallbacks, :due_at, :interval_seconds)
ON CONFLICT (url) DO UPDATE SET
    source = excluded.source, category = excluded.category, language = excluded.language,
    tier = excluded.tier, fallbacks = excluded.fallbacks, added = 0,
    retired_at = CASE WHEN removed_at IS NULL THEN NULL ELSE retired_at END;

-- name: retire
-- Feeds that the configuration no longer names keep their entries and are polled no more.
UPDATE feed SET retired_at = :now
WHERE retired_at IS NULL AND added = 0 AND url NOT IN (SELECT value FROM json_each(:urls));

-- name: disown
-- A removed feed that the configuration has dropped since would be a person's alone if it came back.
UPDATE feed SET added = 1
WHERE removed_at IS NOT NULL AND added = 0 AND url NOT IN (SELECT value FROM json_each(:urls));

-- name: add
-- Whatever is remembered of the address stays; only a feed that was dropped by the configuration becomes a person's.
INSERT INTO feed (source, url, address, category, language, tier, fallbacks, due_at, interval_seconds, added)
VALUES (:source, :url, :url, :category, :language, :tier, :fallbacks, :due_at, :interval_seconds, 1)
ON CONFLICT (url) DO UPDATE SET
    source = excluded.source, category = excluded.category, language = excluded.language,
    tier = excluded.tier, fallbacks = excluded.fallbacks, due_at = excluded.due_at, leased_until = 0,
    added = CASE WHEN retired_at IS NULL OR removed_at IS NOT NULL THEN added ELSE 1 END,
    retired_at = NULL, removed_at = NULL
RETURNING *;

-- name: remove
UPDATE feed SET removed_at = :now, retired_at = coalesce(retired_at, :now) WHERE id = :id;

-- name: all
SELECT * FROM feed WHERE retired_at IS NULL ORDER BY id;

-- name: dropped
SELECT * FROM feed WHERE retired_at IS NOT NULL ORDER BY id;

-- name: get
SELECT * FROM feed WHERE id = :id;

-- name: claim_due
-- A time further off than any wait is the mark of a clock that ran ahead. The lease only spares the publishers a second visit; placing is safe without it.
UPDATE feed SET leased_until = :until WHERE id IN (
    SELECT id FROM feed
    WHERE retired_at IS NULL AND (due_at <= :now OR due_at > :too_far) AND (leased_until <= :now OR leased_until > :too_far)
    ORDER BY due_at, id LIMIT :limit
) RETURNING *;

-- name: save
UPDATE feed SET
    address = :address, id_kind = :id_kind, etag = :etag, last_modified = :last_modified, body_hash = :body_hash,
    due_at = :due_at, leased_until = 0, polled_at = :polled_at, succeeded_at = :succeeded_at, news_at = :news_at,
    failures = :failures, fault = :fault, state = :state, turned_at = :turned_at, turned_from = :turned_from,
    moved_to = :moved_to, moved_seen = :moved_seen,
    interval_seconds = :interval_seconds, usual_gap_seconds = :usual_gap_seconds
WHERE id = :id;

-- name: record
-- The table itself refuses an account that does not balance.
INSERT INTO poll (feed_id, polled_at, received, new, updated, duplicate, rejected, reasons)
VALUES (:feed_id, :polled_at, :received, :new, :updated, :duplicate, :rejected, :reasons);

-- name: books
SELECT feed_id, sum(received) AS received, sum(new) AS new, sum(updated) AS updated,
    sum(duplicate) AS duplicate, sum(rejected) AS rejected
FROM poll GROUP BY feed_id;

-- name: last_polled
SELECT max(polled_at) FROM feed;

-- name: longest_due
SELECT min(due_at) FROM feed WHERE retired_at IS NULL;

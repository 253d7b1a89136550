-- name: upsert
-- The configuration names a feed; what polls have learned of it stays.
INSERT INTO feed (source, url, address, category, language, tier, fallbacks, due_at, interval_seconds)
VALUES (:source, :url, :url, :category, :language, :tier, :fallbacks, :due_at, :interval_seconds)
ON CONFLICT (url) DO UPDATE SET
    source = excluded.source, category = excluded.category, language = excluded.language,
    tier = excluded.tier, fallbacks = excluded.fallbacks, retired_at = NULL;

-- name: retire
-- Feeds that the configuration no longer names keep their entries and are polled no more.
UPDATE feed SET retired_at = :now WHERE retired_at IS NULL AND url NOT IN (SELECT value FROM json_each(:urls));

-- name: all
SELECT * FROM feed WHERE retired_at IS NULL ORDER BY id;

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
    failures = :failures, fault = :fault, state = :state, moved_to = :moved_to, moved_seen = :moved_seen,
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

-- name: note_alias
-- Only what is new or a day old is written, so that polls which bring nothing write nothing; and 16 an entry are
-- enough to find it by, where a feed changes its links at every poll.
INSERT INTO alias (link, entry_id, feed_id, seen_at)
SELECT :link, :entry_id, :feed_id, :seen_at
WHERE EXISTS (SELECT 1 FROM alias WHERE link = :link AND entry_id = :entry_id)
    OR (SELECT count(*) FROM alias WHERE entry_id = :entry_id) < 16
ON CONFLICT (link, entry_id) DO UPDATE SET feed_id = excluded.feed_id, seen_at = excluded.seen_at
    WHERE excluded.seen_at >= alias.seen_at + 86400000000;

-- name: aliases_of
SELECT * FROM alias WHERE link = :link ORDER BY seen_at DESC, entry_id;

-- name: note_refusal
-- As with aliases: a feed repeats what it cannot say right.
INSERT INTO rejection (link, feed_id, title, reason, seen_at) VALUES (:link, :feed_id, :title, :reason, :seen_at)
ON CONFLICT (link, feed_id) DO UPDATE SET
    title = excluded.title, reason = excluded.reason, seen_at = excluded.seen_at
    WHERE excluded.seen_at >= rejection.seen_at + 86400000000 OR excluded.reason <> rejection.reason;

-- name: refusals_of
SELECT * FROM rejection WHERE link = :link ORDER BY seen_at DESC, feed_id;

-- name: feeds_of_site
-- The keys of links are canonical addresses, so those of a site stand together.
SELECT entry.feed_id, count(*) AS number FROM (
    SELECT entry_id FROM identity WHERE kind = 'link' AND key >= :from AND key < :to LIMIT 1000
) AS known JOIN entry ON entry.id = known.entry_id
GROUP BY entry.feed_id ORDER BY number DESC, entry.feed_id;

-- name: first_polled
SELECT min(polled_at) FROM poll WHERE feed_id = :feed_id;

-- name: fact
SELECT value FROM fact WHERE name = :name;

-- name: set_fact
INSERT INTO fact (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: forgettable
-- Walks the stories by id, so that a limit and the last id make it go on where it stopped.
SELECT id FROM loose_story WHERE id > :after AND last_at < :before ORDER BY id LIMIT :limit;

-- name: still_loose
SELECT id FROM loose_story WHERE id IN (SELECT value FROM json_each(:ids));

-- name: forget_words
-- A contentless index forgets a row only when it is shown what it holds.
INSERT INTO entry_words (entry_words, rowid, title, body) VALUES ('delete', ?, ?, ?);

-- name: forget_identities
DELETE FROM identity WHERE entry_id IN (SELECT value FROM json_each(:ids));

-- name: forget_aliases
DELETE FROM alias WHERE entry_id IN (SELECT value FROM json_each(:ids));

-- name: forget_entries
DELETE FROM entry WHERE id IN (SELECT value FROM json_each(:ids));

-- name: forget_merged
DELETE FROM story WHERE merged_into IN (SELECT value FROM json_each(:ids));

-- name: forget_stories
DELETE FROM story WHERE id IN (SELECT value FROM json_each(:ids));

-- name: forget_refusals
DELETE FROM rejection WHERE seen_at < :before;

-- name: feeds_to_fold
SELECT feed_id FROM poll WHERE polled_at < :before GROUP BY feed_id HAVING count(*) >= :least;

-- name: fold_polls
-- The sums take the place of the rows that they were made of.
INSERT INTO poll (feed_id, polled_at, received, new, updated, duplicate, rejected, reasons)
SELECT feed_id, max(polled_at), sum(received), sum(new), sum(updated), sum(duplicate), sum(rejected), (
    SELECT json_group_object(reason, number) FROM (
        SELECT counted.key AS reason, sum(counted.value) AS number
        FROM poll AS old JOIN json_each(old.reasons) AS counted
        WHERE old.feed_id = :feed_id AND old.polled_at < :before GROUP BY counted.key
    )
)
FROM poll WHERE feed_id = :feed_id AND polled_at < :before;

-- name: forget_polls
DELETE FROM poll WHERE feed_id = :feed_id AND polled_at < :before AND id <> :sums;

-- name: last_restore
SELECT backup_at, restored_at, (SELECT min(exact) FROM restore) AS exact FROM restore ORDER BY id DESC LIMIT 1;

-- name: lost_alerts
SELECT identity.entry_id, lost_message.key, count(DISTINCT identity.kind) > 1 AS sure, lost_message.platform_id,
    lost_message.told_at
FROM identity
JOIN lost_identity ON lost_identity.kind = identity.kind AND lost_identity.key = identity.key
JOIN lost_message ON lost_message.id = lost_identity.message_id
WHERE identity.entry_id IN (SELECT value FROM json_each(:ids)) AND lost_message.channel_id = :channel_id
GROUP BY lost_message.id, identity.entry_id ORDER BY lost_message.id, identity.entry_id;

-- name: lost_kinds
SELECT DISTINCT kind FROM lost_message WHERE channel_id = :channel_id;

-- name: adopt
INSERT OR IGNORE INTO delivery (key, kind, channel_id, subject_id, topic_id, part, state, not_before, attempts,
    platform_id, reason, planned_at, settled_at)
VALUES (:key, :kind, :channel_id, :subject_id, :topic_id, :part, 'sent', :not_before, 1,
    :platform_id, 'posted before the restore as ' || :lost_key, :told_at, :told_at);

-- name: figures
-- Counted along the smallest index that there is; the date has an index of its own.
SELECT (SELECT count(*) FROM entry) AS entries,
    (SELECT count(*) FROM story) - (SELECT count(*) FROM story WHERE merged_into IS NOT NULL) AS stories,
    (SELECT count(*) FROM match) AS matches,
    (SELECT count(*) FROM digest) AS digests,
    (SELECT min(coalesce(published, seen_at)) FROM entry) AS oldest;

-- name: received
-- One walk through the table: by feed it would take three times as long.
SELECT coalesce(sum(received), 0) AS received, coalesce(sum(new), 0) AS new, coalesce(sum(updated), 0) AS updated,
    coalesce(sum(duplicate), 0) AS duplicate, coalesce(sum(rejected), 0) AS rejected
FROM poll;

-- name: feed_states
SELECT state, count(*) AS number FROM feed WHERE retired_at IS NULL GROUP BY state;

-- name: cadences
SELECT cadence, count(*) AS number FROM subscription WHERE ended_at IS NULL GROUP BY cadence;

-- name: workspaces_to_forget
SELECT id FROM workspace WHERE removed_at < :before ORDER BY id;

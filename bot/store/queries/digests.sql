-- name: next_number
SELECT coalesce(max(number), 0) + 1 FROM digest WHERE subscription_id = :subscription_id;

-- name: add
INSERT INTO digest (subscription_id, channel_id, topic_name, topic_title, topic_query, topic_version, number, cadence,
    zone, since, until, after, upto, created_at, articles_read, history, token, next_at, repeats_from)
VALUES (:subscription_id, :channel_id, :topic_name, :topic_title, :topic_query, :topic_version, :number, :cadence,
    :zone, :since, :until, :after, :upto, :created_at, :articles_read, :history, :token, :next_at,
    :repeats_from);

-- name: add_story
INSERT INTO digest_story (digest_id, position, story_id, title, link, source, shown_at, clause, summary, novelty, gained,
    since_number, seen_under, first_source, first_at, score, reason, evidence, origin)
VALUES (:digest_id, :position, :story_id, :title, :link, :source, :shown_at, :clause, :summary, :novelty, :gained,
    :since_number, :seen_under, :first_source, :first_at, :score, :reason, :evidence, :origin);

-- name: add_entry
INSERT INTO digest_entry (digest_id, position, place, entry_id, source, title, link, shown_at)
VALUES (:digest_id, :position, :place, :entry_id, :source, :title, :link, :shown_at);

-- name: add_feed
INSERT INTO digest_feed (digest_id, feed_id, source, state, note, read)
VALUES (:digest_id, :feed_id, :source, :state, :note, :read);

-- name: add_held
INSERT INTO digest_held (digest_id, place, story_id, topic_title, title, link, source, sources, reason)
VALUES (:digest_id, :place, :story_id, :topic_title, :title, :link, :source, :sources, :reason);

-- name: get
SELECT * FROM digest WHERE id = :id;

-- name: by_token
SELECT * FROM digest WHERE token = :token;

-- name: latest
SELECT * FROM digest WHERE subscription_id = :subscription_id ORDER BY number DESC LIMIT 1;

-- name: stories
SELECT * FROM digest_story WHERE digest_id = :id ORDER BY position;

-- name: entries
SELECT * FROM digest_entry WHERE digest_id = :id ORDER BY position, place;

-- name: feeds
SELECT * FROM digest_feed WHERE digest_id = :id ORDER BY feed_id;

-- name: held
SELECT * FROM digest_held WHERE digest_id = :id ORDER BY place;

-- name: issues
SELECT digest.id AS digest_id, topic_name, topic_title, number, created_at, token,
    (SELECT count(*) FROM digest_story WHERE digest_id = digest.id) AS stories
FROM digest WHERE channel_id = :channel_id AND created_at >= :since ORDER BY id;

-- name: told_since
-- What an issue lists as held is told there, too.
SELECT digest.id FROM digest
WHERE digest.channel_id = :channel_id AND digest.created_at >= :since AND (
    EXISTS (
        SELECT 1 FROM digest_story WHERE digest_id = digest.id
            AND story_id IN (SELECT value FROM json_each(:story_ids))
    ) OR EXISTS (
        SELECT 1 FROM digest_held WHERE digest_id = digest.id
            AND story_id IN (SELECT value FROM json_each(:story_ids))
    )
)
ORDER BY digest.id;

-- name: counts
-- Only windows of one length can be compared.
SELECT count(digest_story.position) AS number FROM digest
LEFT JOIN digest_story ON digest_story.digest_id = digest.id
WHERE digest.subscription_id = :subscription_id AND digest.cadence = :cadence
GROUP BY digest.id ORDER BY digest.number DESC LIMIT :last;

-- name: tellings
SELECT digest_story.story_id, digest.subscription_id, digest.topic_title, digest.number, digest.upto,
    digest.id AS digest_id
FROM digest_story JOIN digest ON digest.id = digest_story.digest_id
WHERE digest.channel_id = :channel_id AND digest_story.story_id IN (SELECT value FROM json_each(:story_ids))
ORDER BY digest.id;

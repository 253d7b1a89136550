-- What a database of the first version may hold; times are 25 February 2026, 06:13:20 UTC.
INSERT INTO sqlite_sequence (name, seq) SELECT name, 500 FROM sqlite_schema WHERE sql LIKE '%AUTOINCREMENT%';
UPDATE sequence SET value = 3;
INSERT INTO feed (id, source, url, address, category, language, tier, due_at, interval_seconds, state, succeeded_at)
VALUES (1, 'Gazette', 'https://gazette.example/feed', 'https://gazette.example/feed', 'press', 'en', 2, 1772000000000000, 1800, 'healthy', 1772000000000000);
INSERT INTO poll (feed_id, polled_at, received, new, updated, duplicate, rejected, reasons)
VALUES (1, 1772000000000000, 4, 2, 0, 1, 1, '{"no-text": 1}');
INSERT INTO story (id, lead_id, first_at, last_at, entries, sources, seq) VALUES (1, 1, 1772000000000000, 1772000000000000, 2, 1, 2);
INSERT INTO story (id, lead_id, first_at, last_at, entries, sources, seq, merged_into) VALUES (2, 2, 1772000000000000, 1772000000000000, 1, 1, 2, 1);
INSERT INTO entry (id, feed_id, source, tier, raw_id, link, title, summary, body, author, language, published, seen_at,
    news, story_id, seq)
VALUES (1, 1, 'Gazette', 2, 'g1', 'https://gazette.example/1', 'Faces', 'They were seen.', '', '', 'en', 1772000000000000, 1772000000000000, 1, 1, 1),
    (2, 1, 'Gazette', 2, 'g2', 'https://gazette.example/2', 'Faces again', '', '', '', 'en', NULL, 1772000000000000, 1, 1, 2);
INSERT INTO identity (kind, key, entry_id) VALUES ('guid', '1 g1', 1), ('guid', '1 g2', 2);
INSERT INTO entry_words (rowid, title, body) VALUES (1, 'face', 'they were seen'), (2, 'face again', '');
INSERT INTO workspace (id, platform, key, name) VALUES (1, 'console', 'local', 'This machine');
INSERT INTO channel (id, workspace_id, key, name) VALUES (1, 1, 'console', 'this console');
INSERT INTO topic (id, name, title, query, version, changed_at) VALUES (1, 'faces', 'Faces', 'faces', 1, 1772000000000000);
INSERT INTO match (topic_id, topic_version, story_id, entry_id, score, evidence, matched_at, seq)
VALUES (1, 1, 1, 1, 0.5, '[]', 1772000000000000, 1);
INSERT INTO subscription (id, channel_id, topic_id, cadence, hour, weekday, zone, mark, told_until, due_at, created_at)
VALUES (1, 1, 1, 'weekly', 9, 0, 'Europe/Berlin', 2, 1772000000000000, 1772000000000000, 1772000000000000);
INSERT INTO digest (id, subscription_id, channel_id, topic_name, topic_title, topic_query, topic_version, number, cadence,
    zone, since, until, after, upto, created_at, articles_read, history, token)
VALUES (1, 1, 1, 'faces', 'Faces', 'faces', 1, 1, 'weekly', 'Europe/Berlin', 1772000000000000, 1772000000000000, 0, 2, 1772000000000000, 2, '[]', 'secret');
INSERT INTO digest_story (digest_id, position, story_id, title, link, source, shown_at, novelty, gained, seen_under,
    first_source, first_at, score, reason, evidence)
VALUES (1, 1, 1, 'Faces', 'https://gazette.example/1', 'Gazette', 1772000000000000, 'new', 1, '', 'Gazette', 1772000000000000, 0.5, 'new', '[]');
INSERT INTO digest_entry (digest_id, position, place, entry_id, source, title, link, shown_at)
VALUES (1, 1, 1, 1, 'Gazette', 'Faces', 'https://gazette.example/1', 1772000000000000);
INSERT INTO digest_feed (digest_id, feed_id, source, state, note, read) VALUES (1, 1, 'Gazette', 'healthy', '', 2);
INSERT INTO delivery (id, key, kind, channel_id, subject_id, topic_id, part, state, not_before, attempts, platform_id, planned_at)
VALUES (1, 'digest:1:0', 'digest', 1, 1, NULL, 0, 'sent', 1772000000000000, 1, 'p1', 1772000000000000),
    (2, 'alert:1:2', 'alert', 1, 2, 1, 0, 'planned', 1772000000000000, 0, '', 1772000000000000);

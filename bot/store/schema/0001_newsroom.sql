-- The newsroom: feeds and entries, stories and matches, channels and subscriptions, digests and the ledger.
-- Times are microseconds since 1970 in UTC; durations are seconds; lists and evidence are JSON text.

-- One row: the commit sequence. A transaction that places or matches takes the next number and stamps what it writes.
CREATE TABLE sequence (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    value INTEGER NOT NULL
) STRICT;
INSERT INTO sequence (id, value) VALUES (1, 0);

CREATE TABLE feed (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    url TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL,
    category TEXT NOT NULL,
    language TEXT NOT NULL,
    tier INTEGER NOT NULL,
    fallbacks TEXT NOT NULL DEFAULT '[]',
    id_kind TEXT NOT NULL DEFAULT 'guid',
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    body_hash TEXT NOT NULL DEFAULT '',
    due_at INTEGER NOT NULL,
    leased_until INTEGER NOT NULL DEFAULT 0,
    polled_at INTEGER,
    succeeded_at INTEGER,
    news_at INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    fault TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'new',
    moved_to TEXT NOT NULL DEFAULT '',
    moved_seen INTEGER NOT NULL DEFAULT 0,
    interval_seconds INTEGER NOT NULL,
    usual_gap_seconds INTEGER,
    retired_at INTEGER -- no longer in the configuration: kept for its entries, not polled
) STRICT;
CREATE INDEX feed_due ON feed (due_at) WHERE retired_at IS NULL;

-- One row for each document that was read: received = new + updated + duplicate + rejected.
CREATE TABLE poll (
    id INTEGER PRIMARY KEY,
    feed_id INTEGER NOT NULL REFERENCES feed (id),
    polled_at INTEGER NOT NULL,
    received INTEGER NOT NULL,
    new INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    duplicate INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    reasons TEXT NOT NULL DEFAULT '{}', -- of the rejected: reason -> how many
    CHECK (received = new + updated + duplicate + rejected)
) STRICT;
CREATE INDEX poll_feed ON poll (feed_id, polled_at);

CREATE TABLE story (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    lead_id INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    sources INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    merged_into INTEGER REFERENCES story (id)
) STRICT;
CREATE INDEX story_merged ON story (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id INTEGER NOT NULL REFERENCES feed (id),
    source TEXT NOT NULL,
    tier INTEGER NOT NULL,
    raw_id TEXT NOT NULL,
    link TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    body TEXT NOT NULL,
    author TEXT NOT NULL,
    language TEXT NOT NULL,
    published INTEGER,
    seen_at INTEGER NOT NULL,
    news INTEGER NOT NULL,
    story_id INTEGER NOT NULL REFERENCES story (id),
    seq INTEGER NOT NULL
) STRICT;
CREATE INDEX entry_story ON entry (story_id);
CREATE INDEX entry_seq ON entry (seq);
CREATE INDEX entry_when ON entry (coalesce(published, seen_at));

-- What tells entries apart: an entry may be known by several keys, and a key may be shared by several entries.
CREATE TABLE identity (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    entry_id INTEGER NOT NULL REFERENCES entry (id),
    PRIMARY KEY (kind, key, entry_id)
) STRICT, WITHOUT ROWID;

-- Our own stemmed tokens, separated by spaces; the engine only cuts at them (see stories/words.py).
CREATE VIRTUAL TABLE entry_words USING fts5 (title, body, content = '', tokenize = 'ascii');

CREATE TABLE workspace (
    id INTEGER PRIMARY KEY,
    platform TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (platform, key)
) STRICT;

CREATE TABLE channel (
    id INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL REFERENCES workspace (id),
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (workspace_id, key)
) STRICT;

CREATE TABLE topic (
    id INTEGER PRIMARY KEY,
    workspace_id INTEGER REFERENCES workspace (id), -- NULL: the installation's own
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    query TEXT NOT NULL,
    version INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    retired_at INTEGER
) STRICT;
CREATE UNIQUE INDEX topic_name ON topic (coalesce(workspace_id, 0), name);

CREATE TABLE match (
    topic_id INTEGER NOT NULL REFERENCES topic (id),
    topic_version INTEGER NOT NULL,
    story_id INTEGER NOT NULL REFERENCES story (id),
    entry_id INTEGER NOT NULL REFERENCES entry (id),
    score REAL NOT NULL,
    evidence TEXT NOT NULL,
    matched_at INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (topic_id, topic_version, story_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX match_story ON match (story_id);

CREATE TABLE subscription (
    id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL REFERENCES channel (id),
    topic_id INTEGER NOT NULL REFERENCES topic (id),
    cadence TEXT NOT NULL,
    hour INTEGER NOT NULL,
    weekday INTEGER NOT NULL,
    zone TEXT NOT NULL,
    mark INTEGER NOT NULL,
    told_until INTEGER,
    due_at INTEGER,
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    UNIQUE (channel_id, topic_id)
) STRICT;
CREATE INDEX subscription_due ON subscription (due_at) WHERE ended_at IS NULL;

CREATE TABLE digest (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subscription_id INTEGER NOT NULL REFERENCES subscription (id),
    channel_id INTEGER NOT NULL REFERENCES channel (id),
    topic_name TEXT NOT NULL,
    topic_title TEXT NOT NULL,
    topic_query TEXT NOT NULL,
    topic_version INTEGER NOT NULL,
    number INTEGER NOT NULL,
    cadence TEXT NOT NULL,
    zone TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    after INTEGER NOT NULL,
    upto INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    articles_read INTEGER NOT NULL,
    history TEXT NOT NULL,
    token TEXT NOT NULL UNIQUE,
    next_at INTEGER,
    UNIQUE (subscription_id, number)
) STRICT;

CREATE TABLE digest_story (
    digest_id INTEGER NOT NULL REFERENCES digest (id),
    position INTEGER NOT NULL,
    story_id INTEGER NOT NULL REFERENCES story (id),
    title TEXT NOT NULL,
    link TEXT NOT NULL,
    source TEXT NOT NULL,
    shown_at INTEGER NOT NULL,
    clause TEXT, -- an extract as JSON, with the span it came from
    summary TEXT,
    novelty TEXT NOT NULL,
    gained INTEGER NOT NULL,
    since_number INTEGER,
    seen_under TEXT NOT NULL,
    first_source TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (digest_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX digest_story_story ON digest_story (story_id);

CREATE TABLE digest_entry (
    digest_id INTEGER NOT NULL REFERENCES digest (id),
    position INTEGER NOT NULL, -- of its story
    place INTEGER NOT NULL, -- within the story, the lead first
    entry_id INTEGER NOT NULL REFERENCES entry (id),
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    link TEXT NOT NULL,
    shown_at INTEGER NOT NULL,
    PRIMARY KEY (digest_id, position, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE digest_feed (
    digest_id INTEGER NOT NULL REFERENCES digest (id),
    feed_id INTEGER NOT NULL REFERENCES feed (id),
    source TEXT NOT NULL,
    state TEXT NOT NULL,
    note TEXT NOT NULL,
    read INTEGER NOT NULL, -- the articles it brought in the window: they add up to the digest's articles_read
    PRIMARY KEY (digest_id, feed_id)
) STRICT, WITHOUT ROWID;

-- The ledger. The key is unique for ever, so that nothing can be planned twice.
CREATE TABLE delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    channel_id INTEGER NOT NULL REFERENCES channel (id),
    subject_id INTEGER NOT NULL,
    topic_id INTEGER REFERENCES topic (id),
    part INTEGER NOT NULL,
    state TEXT NOT NULL,
    not_before INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    claimed_at INTEGER,
    lease_until INTEGER,
    platform_id TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    planned_at INTEGER NOT NULL,
    settled_at INTEGER
) STRICT;
CREATE INDEX delivery_open ON delivery (not_before) WHERE state IN ('planned', 'claimed', 'uncertain');
CREATE INDEX delivery_subject ON delivery (kind, subject_id);

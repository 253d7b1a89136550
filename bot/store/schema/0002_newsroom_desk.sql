-- What a person can do with the newsroom: feeds added and removed by hand, topics of a workspace, pauses, mutes,
-- takedowns, alerts that are held and told together, and the traces by which `why` finds an article.

ALTER TABLE feed ADD COLUMN added INTEGER NOT NULL DEFAULT 0; -- 1: by a person, not by the configuration
ALTER TABLE feed ADD COLUMN turned_at INTEGER; -- when it came into its present state …
ALTER TABLE feed ADD COLUMN turned_from TEXT; -- … and from which
ALTER TABLE feed ADD COLUMN removed_at INTEGER; -- by a person: the configuration does not bring it back

ALTER TABLE entry ADD COLUMN taken_down_at INTEGER; -- its extracts were removed for good, and never come back

-- Which story an entry left when two became one: a replay tells each story as it grew.
CREATE TABLE entry_move (
    entry_id INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL, -- the merge's commit
    story_id INTEGER NOT NULL, -- the story it left
    PRIMARY KEY (entry_id, seq)
) STRICT, WITHOUT ROWID;

ALTER TABLE subscription ADD COLUMN paused_at INTEGER;
ALTER TABLE subscription ADD COLUMN paused_until INTEGER; -- NULL while paused: until somebody resumes

-- How a channel may be interrupted; NULL is the installation's setting.
ALTER TABLE channel ADD COLUMN ceiling INTEGER; -- alerts a day
ALTER TABLE channel ADD COLUMN quiet_from INTEGER; -- an hour; -1 for no quiet hours
ALTER TABLE channel ADD COLUMN quiet_to INTEGER;
ALTER TABLE channel ADD COLUMN zone TEXT;

ALTER TABLE delivery ADD COLUMN told_in TEXT NOT NULL DEFAULT ''; -- folded: the key of the message that told it
ALTER TABLE delivery ADD COLUMN may_repeat INTEGER NOT NULL DEFAULT 0; -- 1: posted after a restore, perhaps again
CREATE INDEX delivery_held ON delivery (channel_id) WHERE state = 'held';
CREATE INDEX delivery_told_in ON delivery (told_in) WHERE told_in <> '';
CREATE INDEX delivery_channel ON delivery (channel_id, id);
CREATE INDEX delivery_alert ON delivery (channel_id, settled_at) WHERE kind = 'alert';

ALTER TABLE digest ADD COLUMN revised_at INTEGER; -- a takedown removed text from it
ALTER TABLE digest ADD COLUMN repeats_from INTEGER; -- made after a restore of this time's backup: it may repeat

-- Alerts that were held and are told in a digest, as they stood when it was frozen.
CREATE TABLE digest_held (
    digest_id INTEGER NOT NULL REFERENCES digest (id),
    place INTEGER NOT NULL, -- 1-based
    story_id INTEGER NOT NULL REFERENCES story (id),
    topic_title TEXT NOT NULL,
    title TEXT NOT NULL,
    link TEXT NOT NULL,
    source TEXT NOT NULL,
    sources INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (digest_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE mute (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel_id INTEGER NOT NULL REFERENCES channel (id),
    kind TEXT NOT NULL, -- story, source, term
    value TEXT NOT NULL, -- a story's id, a source's name, a query
    until INTEGER, -- NULL: until somebody ends it
    created_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX mute_channel ON mute (channel_id) WHERE ended_at IS NULL;

-- Other addresses under which an entry's article came: another feed's copy, a moved page. Only `why` reads them.
CREATE TABLE alias (
    link TEXT NOT NULL, -- canonical
    entry_id INTEGER NOT NULL REFERENCES entry (id),
    feed_id INTEGER NOT NULL REFERENCES feed (id),
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (link, entry_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX alias_entry ON alias (entry_id);

-- Items that came with an address and could not be kept.
CREATE TABLE rejection (
    link TEXT NOT NULL, -- canonical
    feed_id INTEGER NOT NULL REFERENCES feed (id),
    title TEXT NOT NULL,
    reason TEXT NOT NULL,
    seen_at INTEGER NOT NULL, -- last
    PRIMARY KEY (link, feed_id)
) STRICT, WITHOUT ROWID;

-- Articles whose words were removed on request, by each address they are known under.
CREATE TABLE takedown (
    link TEXT NOT NULL, -- canonical: what comes under it later comes without its words
    entry_id INTEGER NOT NULL REFERENCES entry (id),
    channel_id INTEGER NOT NULL REFERENCES channel (id), -- where it was asked for
    taken_at INTEGER NOT NULL,
    PRIMARY KEY (link, entry_id)
) STRICT, WITHOUT ROWID;

-- Each restore of a backup: what was posted between both times may be in the world and not here.
CREATE TABLE restore (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    backup_at INTEGER NOT NULL,
    restored_at INTEGER NOT NULL,
    exact INTEGER NOT NULL -- 1: the replaced ledger was at hand, so what lost_message does not have was not posted
) STRICT;

-- What the replaced ledger says of messages that the backup does not know: alerts, digests and notices of the lost time.
CREATE TABLE lost_message (
    id INTEGER PRIMARY KEY,
    restore_id INTEGER NOT NULL REFERENCES restore (id),
    channel_id INTEGER NOT NULL REFERENCES channel (id),
    kind TEXT NOT NULL,
    key TEXT NOT NULL, -- its delivery's
    platform_id TEXT NOT NULL, -- '': nobody knows whether it was posted
    told_at INTEGER NOT NULL
) STRICT;
CREATE INDEX lost_message_channel ON lost_message (channel_id, kind);

-- What the articles of a lost alert are known by.
CREATE TABLE lost_identity (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    message_id INTEGER NOT NULL REFERENCES lost_message (id),
    PRIMARY KEY (kind, key, message_id)
) STRICT, WITHOUT ROWID;

-- Read in its feed's first document after a restore, or published before it: it may have been told in the lost time.
ALTER TABLE entry ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0;

-- By which a forgotten entry or story is found to be referred to by nothing.
CREATE INDEX identity_entry ON identity (entry_id);
CREATE INDEX match_entry ON match (entry_id);
CREATE INDEX digest_entry_entry ON digest_entry (entry_id);
CREATE INDEX digest_held_story ON digest_held (story_id);
CREATE INDEX takedown_entry ON takedown (entry_id);

-- Stories that nothing holds on to, with those they merged: never matched, told, planned or muted; and all their
-- articles are dated, and none was taken down.
CREATE VIEW loose_story AS
SELECT story.id, story.last_at FROM story
WHERE story.merged_into IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM entry WHERE entry.story_id = story.id AND (
            entry.published IS NULL OR entry.taken_down_at IS NOT NULL
            OR EXISTS (SELECT 1 FROM match WHERE match.entry_id = entry.id)
            OR EXISTS (SELECT 1 FROM digest_entry WHERE digest_entry.entry_id = entry.id)
            OR EXISTS (SELECT 1 FROM takedown WHERE takedown.entry_id = entry.id)
        )
    )
    AND NOT EXISTS (
        SELECT 1 FROM story AS member WHERE (member.id = story.id OR member.merged_into = story.id) AND (
            EXISTS (SELECT 1 FROM match WHERE match.story_id = member.id)
            OR EXISTS (SELECT 1 FROM digest_story WHERE digest_story.story_id = member.id)
            OR EXISTS (SELECT 1 FROM digest_held WHERE digest_held.story_id = member.id)
            OR EXISTS (SELECT 1 FROM delivery WHERE delivery.kind = 'alert' AND delivery.subject_id = member.id)
            OR EXISTS (SELECT 1 FROM mute WHERE mute.kind = 'story' AND mute.value = CAST(member.id AS TEXT))
        )
    );

-- Single values of the installation, such as when this copy was made.
CREATE TABLE fact (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

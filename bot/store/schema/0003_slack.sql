-- Talking with people on a platform of many workspaces: who did what, whom we can reach, what people think of a
-- story, and what is shared.

ALTER TABLE workspace ADD COLUMN parked TEXT NOT NULL DEFAULT ''; -- why it cannot be reached; '' while it can
ALTER TABLE workspace ADD COLUMN removed_at INTEGER; -- uninstalled: its data is kept for a while

ALTER TABLE channel ADD COLUMN parked TEXT NOT NULL DEFAULT ''; -- the same of one channel
ALTER TABLE channel ADD COLUMN creator TEXT NOT NULL DEFAULT ''; -- the platform's id of the person who made it
ALTER TABLE channel ADD COLUMN private INTEGER NOT NULL DEFAULT 0; -- 1: only those in it may know of it
ALTER TABLE channel ADD COLUMN post_after INTEGER NOT NULL DEFAULT 0; -- the pace: nothing is posted there sooner

ALTER TABLE subscription ADD COLUMN made_by TEXT NOT NULL DEFAULT ''; -- the platform's id of a person

ALTER TABLE delivery ADD COLUMN plain INTEGER NOT NULL DEFAULT 0; -- 1: its first form was refused, it goes plainer
ALTER TABLE delivery ADD COLUMN strikes INTEGER NOT NULL DEFAULT 0; -- tries that may have failed by its own fault
DROP INDEX delivery_open;
CREATE INDEX delivery_open ON delivery (not_before) WHERE state IN ('planned', 'claimed', 'uncertain', 'parked');
CREATE INDEX delivery_parked ON delivery (channel_id) WHERE state = 'parked';

-- Channels where nothing can be posted now, be it for their workspace.
CREATE VIEW unreachable AS
SELECT channel.id AS channel_id, iif(workspace.parked <> '', workspace.parked, channel.parked) AS reason
FROM channel JOIN workspace ON workspace.id = channel.workspace_id
WHERE workspace.parked <> '' OR channel.parked <> '';

-- What people say of stories, each word kept; the last of a person and story counts.
CREATE TABLE vote (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel_id INTEGER NOT NULL REFERENCES channel (id),
    story_id INTEGER NOT NULL REFERENCES story (id),
    person TEXT NOT NULL,
    verdict INTEGER NOT NULL CHECK (verdict IN (-1, 0, 1)), -- 0: taken back
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX vote_channel ON vote (channel_id, story_id, person, id);
CREATE INDEX vote_story ON vote (story_id);

-- Stories that nothing holds on to, as before; one that somebody voted on is held, too.
DROP VIEW loose_story;
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
            OR EXISTS (SELECT 1 FROM vote WHERE vote.story_id = member.id)
        )
    );

-- What a channel does not want to be taught, whatever the votes say.
CREATE TABLE unlearned (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel_id INTEGER NOT NULL REFERENCES channel (id),
    kind TEXT NOT NULL, -- source, term
    value TEXT NOT NULL,
    at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE UNIQUE INDEX unlearned_one ON unlearned (channel_id, kind, value) WHERE ended_at IS NULL;

-- One line for each change that a person made.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    workspace_id INTEGER NOT NULL REFERENCES workspace (id),
    channel_id INTEGER REFERENCES channel (id),
    person TEXT NOT NULL, -- the platform's id
    name TEXT NOT NULL, -- as it was then
    words TEXT NOT NULL -- what was asked for, as one would write it
) STRICT;
CREATE INDEX audit_workspace ON audit (workspace_id, id);

-- Access to a workspace, sealed: the database alone opens nothing.
CREATE TABLE installation (
    platform TEXT NOT NULL,
    key TEXT NOT NULL, -- the platform's own id of the workspace
    sealed BLOB NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (platform, key)
) STRICT, WITHOUT ROWID;

-- Answers that people shared to a channel, as they saw them.
CREATE TABLE share (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel_id INTEGER NOT NULL REFERENCES channel (id),
    person TEXT NOT NULL,
    message TEXT NOT NULL, -- JSON
    at INTEGER NOT NULL
) STRICT;

-- What a platform told us already: it may tell a thing twice.
CREATE TABLE heard (
    key TEXT PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX heard_at ON heard (at);

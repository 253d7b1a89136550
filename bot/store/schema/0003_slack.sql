-- Talking with people on a platform of many workspaces: who did what, whom we can reach, what people think of a
-- story, and what is shared.

ALTER TABLE workspace ADD COLUMN parked TEXT NOT NULL DEFAULT ''; -- why it cannot be reached; '' while it can
ALTER TABLE workspace ADD COLUMN removed_at INTEGER; -- uninstalled: its data is kept for a while

ALTER TABLE channel ADD COLUMN parked TEXT NOT NULL DEFAULT ''; -- the same of one channel
ALTER TABLE channel ADD COLUMN creator TEXT NOT NULL DEFAULT ''; -- the platform's id of the person who made it
ALTER TABLE channel ADD COLUMN post_after INTEGER NOT NULL DEFAULT 0; -- the pace: nothing is posted there sooner

ALTER TABLE subscription ADD COLUMN made_by TEXT NOT NULL DEFAULT ''; -- the platform's id of a person

ALTER TABLE delivery ADD COLUMN plain INTEGER NOT NULL DEFAULT 0; -- 1: its first form was refused, it goes plainer

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

-- What Teams needs beside a conversation's id to post there unasked.

ALTER TABLE channel ADD COLUMN service_url TEXT NOT NULL DEFAULT ''; -- where its platform takes messages for it; '' for the usual place
ALTER TABLE channel ADD COLUMN team TEXT NOT NULL DEFAULT ''; -- the platform's id of the team it belongs to; '' for none
CREATE INDEX channel_team ON channel (workspace_id, team) WHERE team <> '';

ALTER TABLE delivery ADD COLUMN again INTEGER NOT NULL DEFAULT 0; -- 1: sent again though nobody could say whether it had arrived

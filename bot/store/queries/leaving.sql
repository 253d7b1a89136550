-- name: forget_digest_stories
-- All in this file are the steps of forgetting a workspace, in this order: rows that point at others go before those.
DELETE FROM digest_story WHERE digest_id IN (
    SELECT digest.id FROM digest JOIN channel ON channel.id = digest.channel_id WHERE channel.workspace_id = :id
);

-- name: forget_digest_entries
DELETE FROM digest_entry WHERE digest_id IN (
    SELECT digest.id FROM digest JOIN channel ON channel.id = digest.channel_id WHERE channel.workspace_id = :id
);

-- name: forget_digest_feeds
DELETE FROM digest_feed WHERE digest_id IN (
    SELECT digest.id FROM digest JOIN channel ON channel.id = digest.channel_id WHERE channel.workspace_id = :id
);

-- name: forget_digest_held
DELETE FROM digest_held WHERE digest_id IN (
    SELECT digest.id FROM digest JOIN channel ON channel.id = digest.channel_id WHERE channel.workspace_id = :id
);

-- name: forget_digests
DELETE FROM digest WHERE channel_id IN (SELECT id FROM channel WHERE workspace_id = :id);

-- name: forget_subscriptions
DELETE FROM subscription WHERE channel_id IN (SELECT id FROM channel WHERE workspace_id = :id);

-- name: forget_deliveries
DELETE FROM delivery WHERE channel_id IN (SELECT id FROM channel WHERE workspace_id = :id);

-- name: forget_mutes
DELETE FROM mute WHERE channel_id IN (SELECT id FROM channel WHERE workspace_id = :id);

-- name: forget_votes
DELETE FROM vote WHERE channel_id IN (SELECT id FROM channel WHERE workspace_id = :id);

-- name: forget_unlearned
DELETE FROM unlearned WHERE channel_id IN (SELECT id FROM channel WHERE workspace_id = :id);

-- name: forget_shares
DELETE FROM share WHERE channel_id IN (SELECT id FROM channel WHERE workspace_id = :id);

-- name: forget_audit
DELETE FROM audit WHERE workspace_id = :id;

-- name: forget_lost_identities
DELETE FROM lost_identity WHERE message_id IN (
    SELECT lost_message.id FROM lost_message JOIN channel ON channel.id = lost_message.channel_id
    WHERE channel.workspace_id = :id
);

-- name: forget_lost_messages
DELETE FROM lost_message WHERE channel_id IN (SELECT id FROM channel WHERE workspace_id = :id);

-- name: forget_matches
DELETE FROM match WHERE topic_id IN (SELECT id FROM topic WHERE workspace_id = :id);

-- name: forget_topics
DELETE FROM topic WHERE workspace_id = :id;

-- name: forget_channels
DELETE FROM channel WHERE workspace_id = :id
    AND NOT EXISTS (SELECT 1 FROM takedown WHERE takedown.channel_id = channel.id);

-- name: blank_channels
-- What was taken down stays so for everybody; who asked for it, and where, is forgotten.
UPDATE channel SET key = 'forgotten ' || id, name = '', creator = '', ceiling = NULL, quiet_from = NULL,
    quiet_to = NULL, zone = NULL
WHERE workspace_id = :id;

-- name: forget_workspace
DELETE FROM workspace WHERE id = :id AND NOT EXISTS (SELECT 1 FROM channel WHERE channel.workspace_id = workspace.id);

-- name: blank_workspace
UPDATE workspace SET key = 'forgotten ' || id, name = '', removed_at = NULL WHERE id = :id;

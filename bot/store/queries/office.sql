-- name: note_change
INSERT INTO audit (at, workspace_id, channel_id, person, name, words)
VALUES (:now, :workspace_id, :channel_id, :person, :name, :words);

-- name: changes
SELECT audit.*, coalesce(channel.name, '') AS channel_name
FROM audit LEFT JOIN channel ON channel.id = audit.channel_id
WHERE audit.workspace_id = :workspace_id
    AND (:channels IS NULL OR audit.channel_id IS NULL
        OR audit.channel_id IN (SELECT value FROM json_each(:channels)))
ORDER BY audit.id DESC LIMIT :limit OFFSET :offset;

-- name: install
INSERT INTO installation (platform, key, sealed, changed_at) VALUES (:platform, :key, :sealed, :now)
ON CONFLICT (platform, key) DO UPDATE SET sealed = excluded.sealed, changed_at = excluded.changed_at;

-- name: installation
SELECT sealed FROM installation WHERE platform = :platform AND key = :key;

-- name: installed
SELECT key FROM installation WHERE platform = :platform ORDER BY key;

-- name: uninstall
DELETE FROM installation WHERE platform = :platform AND key = :key;

-- name: share
INSERT INTO share (channel_id, person, message, at) VALUES (:channel_id, :person, :message, :now) RETURNING id;

-- name: shared
SELECT message FROM share WHERE id = :id;

-- name: hear
INSERT OR IGNORE INTO heard (key, at) VALUES (:key, :now);

-- name: forget_heard
DELETE FROM heard WHERE at < :before;

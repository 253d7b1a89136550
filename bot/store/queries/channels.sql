-- name: ensure_workspace
INSERT INTO workspace (platform, key, name) VALUES (:platform, :key, :name)
ON CONFLICT (platform, key) DO UPDATE SET name = excluded.name RETURNING *;

-- name: ensure
INSERT INTO channel (workspace_id, key, name) VALUES (:workspace_id, :key, :name)
ON CONFLICT (workspace_id, key) DO UPDATE SET name = excluded.name RETURNING id;

-- name: get
SELECT channel.*, workspace.platform, workspace.key AS workspace_key, workspace.parked AS workspace_parked
FROM channel JOIN workspace ON workspace.id = channel.workspace_id
WHERE channel.id = :id;

-- name: of_workspace
SELECT channel.*, workspace.platform, workspace.key AS workspace_key, workspace.parked AS workspace_parked
FROM channel JOIN workspace ON workspace.id = channel.workspace_id
WHERE channel.workspace_id = :workspace_id ORDER BY channel.name, channel.id;

-- name: rules
SELECT ceiling, quiet_from, quiet_to, zone FROM channel WHERE id = :id;

-- name: set_rules
UPDATE channel SET ceiling = :ceiling, quiet_from = :quiet_from, quiet_to = :quiet_to, zone = :zone WHERE id = :id;

-- name: workspace
SELECT * FROM workspace WHERE platform = :platform AND key = :key;

-- name: workspaces
SELECT * FROM workspace ORDER BY id;

-- name: of_key
SELECT channel.*, workspace.platform, workspace.key AS workspace_key, workspace.parked AS workspace_parked
FROM channel JOIN workspace ON workspace.id = channel.workspace_id
WHERE workspace.id = :workspace_id AND channel.key = :key;

-- name: set_creator
UPDATE channel SET creator = :creator WHERE id = :id;

-- name: set_private
UPDATE channel SET private = :private WHERE id = :id;

-- name: set_way
UPDATE channel SET service_url = :service_url, team = :team, kind = :kind WHERE id = :id;

-- name: of_team
SELECT channel.*, workspace.platform, workspace.key AS workspace_key, workspace.parked AS workspace_parked
FROM channel JOIN workspace ON workspace.id = channel.workspace_id
WHERE channel.workspace_id = :workspace_id AND channel.team = :team AND channel.team <> '' ORDER BY channel.id;

-- name: park
UPDATE channel SET parked = :reason WHERE id = :id;

-- name: park_workspace
UPDATE workspace SET parked = :reason WHERE id = :id;

-- name: remove_workspace
UPDATE workspace SET removed_at = :at WHERE id = :id;

-- name: rekey
UPDATE OR IGNORE channel SET key = :key WHERE id = :id;

-- name: rename
UPDATE channel SET name = :name WHERE id = :id;

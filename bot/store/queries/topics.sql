-- name: installed
SELECT * FROM topic WHERE workspace_id IS NULL AND name = :name;

-- name: add
INSERT INTO topic (workspace_id, name, title, query, threshold, version, changed_at)
VALUES (NULL, :name, :title, :query, :threshold, 1, :now) RETURNING *;

-- name: save
-- A deleted topic comes back under its old id, with what it found before.
INSERT INTO topic (workspace_id, name, title, query, threshold, version, changed_at)
VALUES (:workspace_id, :name, :title, :query, :threshold, 1, :now)
ON CONFLICT (coalesce(workspace_id, 0), name) DO UPDATE SET title = excluded.title, query = excluded.query,
    threshold = excluded.threshold,
    version = version + (query <> excluded.query OR threshold <> excluded.threshold OR retired_at IS NOT NULL),
    changed_at = excluded.changed_at, retired_at = NULL
RETURNING *;

-- name: retire_one
UPDATE topic SET retired_at = :now WHERE id = :id AND retired_at IS NULL;

-- name: change
-- Matches carry the version, so those of the old wording stay what they were.
UPDATE topic SET title = :title, query = :query, threshold = :threshold,
    version = version + (query <> :query OR threshold <> :threshold OR retired_at IS NOT NULL),
    changed_at = :now, retired_at = NULL
WHERE id = :id RETURNING *;

-- name: retire
UPDATE topic SET retired_at = :now
WHERE workspace_id IS NULL AND retired_at IS NULL AND name NOT IN (SELECT value FROM json_each(:names));

-- name: all
SELECT * FROM topic WHERE retired_at IS NULL ORDER BY id;

-- name: offered
-- A workspace's own copy hides the original, and stands in its place: what somebody follows first, then as they came.
SELECT * FROM topic
WHERE retired_at IS NULL AND (
    workspace_id = :workspace_id
    OR workspace_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM topic AS own
        WHERE own.workspace_id = :workspace_id AND own.name = topic.name AND own.retired_at IS NULL
    )
)
ORDER BY
    NOT EXISTS (
        SELECT 1 FROM subscription JOIN channel ON channel.id = subscription.channel_id
        WHERE subscription.topic_id = topic.id AND subscription.ended_at IS NULL
            AND channel.workspace_id = :workspace_id
    ),
    (
        SELECT min(same.id) FROM topic AS same
        WHERE same.name = topic.name AND (same.workspace_id IS NULL OR same.workspace_id = :workspace_id)
    );

-- name: get
SELECT * FROM topic WHERE id = :id;

-- name: stamp
-- A new topic counts, a changed query raises a version, a deleted topic is marked, a new title has its time.
SELECT count(*), coalesce(max(id), 0), coalesce(sum(version), 0), coalesce(sum(retired_at IS NOT NULL), 0),
    coalesce(max(changed_at), 0) FROM topic;

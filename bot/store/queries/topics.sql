-- name: installed
SELECT * FROM topic WHERE workspace_id IS NULL AND name = :name;

-- name: add
INSERT INTO topic (workspace_id, name, title, query, version, changed_at)
VALUES (NULL, :name, :title, :query, 1, :now) RETURNING *;

-- name: change
-- Matches carry the version, so those of the old wording stay what they were.
UPDATE topic SET title = :title, query = :query, version = version + (query <> :query OR retired_at IS NOT NULL),
    changed_at = :now, retired_at = NULL
WHERE id = :id RETURNING *;

-- name: retire
UPDATE topic SET retired_at = :now
WHERE workspace_id IS NULL AND retired_at IS NULL AND name NOT IN (SELECT value FROM json_each(:names));

-- name: all
SELECT * FROM topic WHERE retired_at IS NULL ORDER BY id;

-- name: offered
SELECT * FROM topic
WHERE retired_at IS NULL AND (workspace_id IS NULL OR workspace_id = :workspace_id) ORDER BY name;

-- name: get
SELECT * FROM topic WHERE id = :id;

-- name: stamp
SELECT count(*), coalesce(max(id), 0), coalesce(sum(version), 0), coalesce(sum(retired_at IS NOT NULL), 0) FROM topic;

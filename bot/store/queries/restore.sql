-- name: migrations
SELECT name FROM _sqlite_migrations WHERE migration_set = 'presswatch';

-- name: newest
-- A copy that does not say when it was made shows no moment before this one.
SELECT max(at) FROM (
    SELECT max(polled_at) AS at FROM feed
    UNION ALL SELECT max(polled_at) FROM poll
    UNION ALL SELECT max(seen_at) FROM entry
    UNION ALL SELECT max(matched_at) FROM match
    UNION ALL SELECT max(changed_at) FROM topic
    UNION ALL SELECT max(created_at) FROM subscription
    UNION ALL SELECT max(created_at) FROM digest
    UNION ALL SELECT max(max(planned_at, coalesce(claimed_at, 0), coalesce(settled_at, 0))) FROM delivery
);

-- name: forget_fact
DELETE FROM fact WHERE name = :name;

-- name: add_restore
INSERT INTO restore (backup_at, restored_at, exact) VALUES (:backup_at, :now, :exact);

-- name: clamp_reads
-- A clock that ran ahead before the backup must not make a feed seem to have been read since the restore.
UPDATE feed SET succeeded_at = min(succeeded_at, :backup_at), leased_until = 0;

-- name: doubt_alerts
-- An alert that was waiting may have been held meanwhile, and told in another message under another key.
UPDATE delivery SET may_repeat = 1 WHERE kind = 'alert' AND state IN ('planned', 'claimed', 'uncertain', 'parked', 'held');

-- name: doubt_open
-- The platform is asked about each of these before it may be sent: from its plan on, as no claim of this ledger tells when
-- it was posted.
UPDATE delivery SET state = 'uncertain', claimed_at = NULL, lease_until = :now, strikes = 0,
    reason = 'a backup was restored: it may have been posted since'
WHERE state IN ('planned', 'claimed', 'uncertain', 'parked');

-- name: never_again
-- The tables whose ids are never given twice.
SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql LIKE '% AUTOINCREMENT%' ORDER BY name;

-- name: given
-- The ids that were ever given, also of rows since removed.
SELECT name, seq FROM main.sqlite_sequence;

-- name: given_there
SELECT name, seq FROM replaced.sqlite_sequence;

-- name: forget_given
DELETE FROM sqlite_sequence WHERE name = :name;

-- name: give_after
INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq);

-- name: descends
-- The replaced database went on where the backup stopped: it has the backup's last rows, all its restores and no
-- others, and is no copy itself. A backup without rows proves nothing.
SELECT (SELECT value FROM replaced.sequence) >= (SELECT value FROM main.sequence)
    AND NOT EXISTS (SELECT 1 FROM replaced.fact WHERE name = :copied)
    AND (SELECT count(*) FROM replaced.restore) = (SELECT count(*) FROM main.restore)
    AND (SELECT max(restored_at) FROM replaced.restore) IS (SELECT max(restored_at) FROM main.restore)
    AND (SELECT count(*) FROM main.delivery) + (SELECT count(*) FROM main.entry) > 0
    AND NOT EXISTS (
        SELECT 1 FROM main.delivery AS ours WHERE ours.id = (SELECT max(id) FROM main.delivery) AND NOT EXISTS (
            SELECT 1 FROM replaced.delivery AS theirs
            WHERE theirs.id = ours.id AND theirs.key = ours.key AND theirs.planned_at = ours.planned_at
        )
    )
    AND NOT EXISTS (
        SELECT 1 FROM main.entry AS ours WHERE ours.id = (SELECT max(id) FROM main.entry) AND NOT EXISTS (
            SELECT 1 FROM replaced.entry AS theirs
            WHERE theirs.id = ours.id AND theirs.feed_id = ours.feed_id AND theirs.seen_at = ours.seen_at
        )
    );

-- name: take_ends
-- What was open then and has come to its end since is at its end.
UPDATE main.delivery SET state = theirs.state, platform_id = theirs.platform_id, reason = theirs.reason,
    attempts = theirs.attempts, claimed_at = theirs.claimed_at, settled_at = theirs.settled_at
FROM replaced.delivery AS theirs
WHERE main.delivery.state IN ('planned', 'claimed', 'uncertain', 'parked', 'held')
    AND theirs.key = main.delivery.key AND theirs.planned_at = main.delivery.planned_at
    AND theirs.state IN ('sent', 'failed', 'given_up');

-- name: doubt_folded
-- Told in a message that this database does not have.
UPDATE main.delivery SET may_repeat = 1
FROM replaced.delivery AS theirs
WHERE main.delivery.kind = 'alert'
    AND main.delivery.state IN ('planned', 'claimed', 'uncertain', 'parked', 'held')
    AND theirs.key = main.delivery.key AND theirs.planned_at = main.delivery.planned_at AND theirs.state = 'folded';

-- name: take_workspaces
INSERT OR IGNORE INTO main.workspace (platform, key, name) SELECT platform, key, name FROM replaced.workspace;

-- name: take_channels
-- Also of channels that are younger than the backup it must be known what was posted there.
INSERT OR IGNORE INTO main.channel (workspace_id, key, name, creator, private, service_url, team)
SELECT ours.id, theirs.key, theirs.name, theirs.creator, theirs.private, theirs.service_url, theirs.team
FROM replaced.channel AS theirs JOIN replaced.workspace AS house ON house.id = theirs.workspace_id
JOIN main.workspace AS ours ON ours.platform = house.platform AND ours.key = house.key;

-- name: take_removals
-- Who took the app out since, or put it back, is not asked again.
UPDATE main.workspace SET removed_at = theirs.removed_at, parked = theirs.parked
FROM replaced.workspace AS theirs
WHERE theirs.platform = main.workspace.platform AND theirs.key = main.workspace.key;

-- name: doubt_forgotten
-- The app was taken out so long ago that the replaced database had forgotten the workspace: so shall this one, soon.
UPDATE main.workspace SET removed_at = 0, parked = 'Presswatch was removed from this workspace'
WHERE NOT EXISTS (
    SELECT 1 FROM replaced.workspace AS theirs
    WHERE theirs.platform = main.workspace.platform AND theirs.key = main.workspace.key
);

-- name: drop_installations
DELETE FROM main.installation;

-- name: take_installations
-- Those of the backup may have been taken back since, and others may have been given.
INSERT INTO main.installation (platform, key, sealed, changed_at)
SELECT platform, key, sealed, changed_at FROM replaced.installation;

-- name: doubt_installations
-- Nobody knows who took the app out since: the platform is asked, and until it says no other the workspace is left alone.
UPDATE workspace SET removed_at = coalesce(removed_at, :now),
    parked = 'a backup was restored: whether Presswatch is still installed here is asked first'
WHERE EXISTS (
    SELECT 1 FROM installation WHERE installation.platform = workspace.platform AND installation.key = workspace.key
);

-- name: rest_removed
-- Nothing is tried in a workspace that counts as removed, and what rested in one that is back need not.
UPDATE channel SET post_after = iif(
    workspace_id IN (SELECT id FROM workspace WHERE removed_at IS NOT NULL), :never, min(post_after, :now)
);

-- name: note_lost
-- What was planned since, and was posted or may have been. An alert that was folded was told in a message of these.
INSERT INTO main.lost_message (restore_id, channel_id, kind, key, platform_id, told_at)
SELECT :restore_id, home.id, theirs.kind, theirs.key, CASE theirs.state WHEN 'sent' THEN theirs.platform_id ELSE '' END,
    coalesce(theirs.settled_at, theirs.planned_at)
FROM replaced.delivery AS theirs
JOIN replaced.channel AS there ON there.id = theirs.channel_id
JOIN replaced.workspace AS house ON house.id = there.workspace_id
JOIN main.workspace AS ours ON ours.platform = house.platform AND ours.key = house.key
JOIN main.channel AS home ON home.workspace_id = ours.id AND home.key = there.key
WHERE theirs.part = 0 AND theirs.kind <> 'edit' AND theirs.state IN ('sent', 'claimed', 'uncertain', 'folded')
    AND NOT EXISTS (
        SELECT 1 FROM main.delivery WHERE main.delivery.key = theirs.key AND main.delivery.planned_at = theirs.planned_at
    );

-- name: note_lost_identities
INSERT OR IGNORE INTO main.lost_identity (kind, key, message_id)
SELECT known.kind, known.key, lost.id
FROM main.lost_message AS lost
JOIN replaced.delivery AS theirs ON theirs.key = lost.key
JOIN replaced.story AS told ON told.id = theirs.subject_id
JOIN replaced.entry AS article ON article.story_id = coalesce(told.merged_into, told.id)
JOIN replaced.identity AS known ON known.entry_id = article.id
WHERE lost.restore_id = :restore_id AND lost.kind = 'alert';

-- name: lost_takedowns
-- Removed extracts that the backup brings back.
SELECT DISTINCT theirs.link FROM replaced.takedown AS theirs
WHERE theirs.taken_at > coalesce((SELECT max(taken_at) FROM main.takedown), 0) ORDER BY theirs.link;

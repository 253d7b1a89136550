-- name: current
-- The last committed sequence, as this transaction sees it.
SELECT value FROM sequence WHERE id = 1;

-- name: advance
-- The row is written under the write lock, so numbers follow the order of commits.
UPDATE sequence SET value = value + 1 WHERE id = 1 RETURNING value;

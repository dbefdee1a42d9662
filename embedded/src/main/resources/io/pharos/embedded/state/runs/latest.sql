SELECT id, curation, window_start, window_end, provisional, started_at, location, outcome
FROM run
WHERE curation = ? AND state = ?
ORDER BY id DESC
LIMIT 1

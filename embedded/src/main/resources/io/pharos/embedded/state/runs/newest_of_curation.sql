SELECT id, curation, window_start, window_end, provisional, started_at, location, outcome
FROM run
WHERE curation = ? AND id < ?
ORDER BY id DESC
LIMIT ?

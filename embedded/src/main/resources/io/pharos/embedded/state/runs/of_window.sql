SELECT id, curation, window_start, window_end, provisional, started_at, location, outcome
FROM run
WHERE curation = ? AND window_start = ? AND window_end = ?
ORDER BY id DESC

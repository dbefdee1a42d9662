SELECT id, curation, window_start, window_end, provisional, started_at, location, outcome
FROM run
WHERE state IN ('RUNNING', 'PUBLISHING')
ORDER BY id DESC

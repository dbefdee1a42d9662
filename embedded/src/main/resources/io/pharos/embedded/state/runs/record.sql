INSERT OR REPLACE INTO run (
  id, curation, window_start, window_end, provisional, started_at, location, state, outcome)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)

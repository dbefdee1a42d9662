-- What became of a run is one JSON object: it can have more to say without another column. The
-- state stays beside it, to be looked up by.

CREATE TABLE told_run (
  id TEXT NOT NULL PRIMARY KEY,
  curation TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  window_end INTEGER NOT NULL,
  provisional INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  location TEXT NOT NULL,
  state TEXT NOT NULL,
  outcome TEXT NOT NULL
) WITHOUT ROWID;

INSERT INTO told_run
SELECT
  id, curation, window_start, window_end, provisional, started_at, location, upper(state),
  json_patch(
    json_object(
      'state', upper(state),
      'rows', row_count,
      'unserved', unserved,
      'bytes_scanned', bytes_scanned,
      'message', message),
    -- a null takes the key out
    json_object(
      'ended_at',
      strftime('%Y-%m-%dT%H:%M:%S', ended_at / 1000, 'unixepoch')
        || printf('.%03dZ', ended_at % 1000)))
FROM run;

DROP TABLE run;
ALTER TABLE told_run RENAME TO run;
CREATE INDEX run_by_curation ON run (curation, id);
CREATE INDEX run_by_window ON run (curation, window_start, window_end, id);
CREATE INDEX run_by_state ON run (state, curation, id);

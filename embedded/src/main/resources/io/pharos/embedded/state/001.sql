-- The state of one data folder. Texts are validated before they come here; times are milliseconds
-- since 1970, minutes are minutes since 1970.

CREATE TABLE schema_version (
  table_name TEXT NOT NULL,
  version INTEGER NOT NULL,
  columns TEXT NOT NULL, -- a JSON object: type by name
  PRIMARY KEY (table_name, version)
) WITHOUT ROWID;

CREATE TABLE partition (
  table_name TEXT NOT NULL,
  value TEXT NOT NULL,
  location TEXT NOT NULL,
  PRIMARY KEY (table_name, value)
) WITHOUT ROWID;

CREATE TABLE lake_file (
  path TEXT NOT NULL PRIMARY KEY,
  table_name TEXT NOT NULL,
  partition_value TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  schema_version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX lake_file_by_partition ON lake_file (table_name, partition_value);

-- Files that no query reads any more; they go when the queries of that time have ended.
CREATE TABLE retired_file (
  path TEXT NOT NULL PRIMARY KEY,
  retired_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE filed_segment (
  table_name TEXT NOT NULL,
  segment TEXT NOT NULL,
  PRIMARY KEY (table_name, segment)
) WITHOUT ROWID;

CREATE TABLE minute_count (
  table_name TEXT NOT NULL,
  minute INTEGER NOT NULL,
  segment TEXT NOT NULL,
  events INTEGER NOT NULL,
  PRIMARY KEY (table_name, minute, segment)
) WITHOUT ROWID;

CREATE TABLE served_row (
  name TEXT NOT NULL,
  key TEXT NOT NULL,
  sort TEXT NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (name, key, sort)
) WITHOUT ROWID;

CREATE TABLE run (
  id TEXT NOT NULL PRIMARY KEY,
  curation TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  window_end INTEGER NOT NULL,
  state TEXT NOT NULL,
  provisional INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  location TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  bytes_scanned INTEGER NOT NULL,
  message TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX run_by_window ON run (curation, window_start, window_end, id);

CREATE TABLE paused_curation (
  curation TEXT NOT NULL PRIMARY KEY
) WITHOUT ROWID;

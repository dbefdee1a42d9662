-- Since when a curation is there, and since when a segment's events are in the lake: what is owed, and what came too late.

CREATE TABLE seen_curation (
  curation TEXT NOT NULL PRIMARY KEY,
  first_seen INTEGER NOT NULL
) WITHOUT ROWID;

ALTER TABLE filed_segment ADD COLUMN filed_at INTEGER NOT NULL DEFAULT 0; -- 0: before this was noted

-- How many rows of a run cannot be looked up.

ALTER TABLE run ADD COLUMN unserved INTEGER NOT NULL DEFAULT 0;

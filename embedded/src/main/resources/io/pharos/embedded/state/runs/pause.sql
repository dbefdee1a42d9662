INSERT OR IGNORE INTO paused_curation (curation) VALUES (?)

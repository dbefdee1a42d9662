INSERT OR IGNORE INTO seen_curation (curation, first_seen) VALUES (?, ?)

INSERT OR IGNORE INTO filed_segment (table_name, segment, filed_at) VALUES (?, ?, ?)

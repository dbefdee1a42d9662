INSERT OR IGNORE INTO partition (table_name, value, location) VALUES (?, ?, ?)

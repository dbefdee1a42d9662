INSERT OR REPLACE INTO partition (table_name, value, location) VALUES (?, ?, ?)

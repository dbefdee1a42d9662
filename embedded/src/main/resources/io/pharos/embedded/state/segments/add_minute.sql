INSERT INTO minute_count (table_name, minute, segment, events) VALUES (?, ?, ?, ?)

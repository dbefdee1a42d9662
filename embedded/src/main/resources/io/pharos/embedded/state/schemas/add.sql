INSERT INTO schema_version (table_name, version, columns) VALUES (?, ?, ?)

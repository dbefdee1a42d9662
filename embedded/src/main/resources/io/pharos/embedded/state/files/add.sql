INSERT OR REPLACE INTO lake_file (path, table_name, partition_value, bytes, schema_version)
VALUES (?, ?, ?, ?, ?)

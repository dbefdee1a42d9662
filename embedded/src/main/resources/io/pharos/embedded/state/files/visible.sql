SELECT f.path, f.partition_value, f.bytes, f.schema_version
FROM lake_file f
JOIN partition p ON p.table_name = f.table_name AND p.value = f.partition_value
WHERE f.table_name = ?
ORDER BY f.path

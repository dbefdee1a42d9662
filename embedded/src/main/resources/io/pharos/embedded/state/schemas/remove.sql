DELETE FROM schema_version WHERE table_name = ?

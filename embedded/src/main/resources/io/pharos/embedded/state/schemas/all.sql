SELECT columns FROM schema_version WHERE table_name = ? ORDER BY version

SELECT value, location FROM partition WHERE table_name = ? ORDER BY value

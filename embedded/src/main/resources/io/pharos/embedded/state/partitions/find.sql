SELECT value, location FROM partition WHERE table_name = ? AND value = ?

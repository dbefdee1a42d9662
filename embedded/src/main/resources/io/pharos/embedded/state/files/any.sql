SELECT 1 FROM lake_file WHERE table_name = ? LIMIT 1

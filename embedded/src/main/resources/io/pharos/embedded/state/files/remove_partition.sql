DELETE FROM lake_file WHERE table_name = ? AND partition_value = ?

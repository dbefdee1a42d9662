DELETE FROM lake_file WHERE path = ?

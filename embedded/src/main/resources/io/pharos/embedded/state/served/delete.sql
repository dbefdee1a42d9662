DELETE FROM served_row WHERE name = ? AND key = ? AND sort = ?

SELECT key, sort, json FROM served_row
WHERE name = ? AND key = ? AND sort BETWEEN ? AND ?
ORDER BY sort
LIMIT ?

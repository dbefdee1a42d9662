INSERT INTO served_row (name, key, sort, json) VALUES (?, ?, ?, ?)
ON CONFLICT (name, key, sort) DO UPDATE SET json = excluded.json

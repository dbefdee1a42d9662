INSERT OR REPLACE INTO retired_file (path, retired_at) VALUES (?, ?)

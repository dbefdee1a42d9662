SELECT path FROM retired_file WHERE retired_at < ?

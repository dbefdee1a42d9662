DELETE FROM retired_file WHERE path = ?

SELECT 1 FROM filed_segment WHERE table_name = ? AND segment = ?

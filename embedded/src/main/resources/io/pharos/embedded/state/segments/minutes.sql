SELECT minute, segment, events FROM minute_count WHERE table_name = ? AND minute BETWEEN ? AND ?

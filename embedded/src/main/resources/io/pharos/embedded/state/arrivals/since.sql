SELECT m.minute, f.filed_at, sum(m.events)
FROM minute_count m
JOIN filed_segment f ON f.table_name = m.table_name AND f.segment = m.segment
WHERE m.table_name = ? AND m.minute < ? AND f.filed_at >= ?
GROUP BY m.minute, f.filed_at
ORDER BY m.minute, f.filed_at

SELECT table_name, count(*) FROM lake_file GROUP BY table_name

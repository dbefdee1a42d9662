-- Athena's functions that DuckDB lacks or understands otherwise. A call of f is written pharos_f.

-- Integers divide to integers. Athena's scale of divided decimals is not DuckDB's, which also makes null of a
-- division by zero.
CREATE OR REPLACE MACRO pharos_divide(a, b) AS
  CASE
    WHEN b = 0 THEN error('Division by zero')
    WHEN (typeof(a) LIKE 'DECIMAL%' OR typeof(b) LIKE 'DECIMAL%')
        AND typeof(a) NOT IN ('DOUBLE', 'FLOAT')
        AND typeof(b) NOT IN ('DOUBLE', 'FLOAT')
      THEN error('decimals are not divided here: cast one side to double')
    ELSE a // b
  END;
CREATE OR REPLACE MACRO pharos_mod(a, b) AS a % CASE WHEN b = 0 THEN error('Division by zero') ELSE b END;
CREATE OR REPLACE MACRO pharos_truncate(x) AS trunc(x);

CREATE OR REPLACE MACRO pharos_substr(s, start) AS CASE WHEN start = 0 THEN '' ELSE substr(s, start) END,
  (s, start, length) AS CASE WHEN start = 0 THEN '' ELSE substr(s, start, length) END;
CREATE OR REPLACE MACRO pharos_substring(s, start) AS CASE WHEN start = 0 THEN '' ELSE substr(s, start) END,
  (s, start, length) AS CASE WHEN start = 0 THEN '' ELSE substr(s, start, length) END;
CREATE OR REPLACE MACRO pharos_split_part(s, delimiter, i) AS
  CASE
    WHEN i < 1 THEN error('split_part counts from 1')
    WHEN i <= len(string_split(s, delimiter)) THEN split_part(s, delimiter, i)
  END;
CREATE OR REPLACE MACRO pharos_regexp_extract(s, pattern) AS
    CASE WHEN regexp_matches(s, pattern) THEN regexp_extract(s, pattern) END,
  (s, pattern, g) AS CASE WHEN regexp_matches(s, pattern) THEN regexp_extract(s, pattern, g) END;
CREATE OR REPLACE MACRO pharos_url_extract_host(url) AS
  nullif(regexp_extract(url, '^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?([^/?#:]+)', 1), '');
CREATE OR REPLACE MACRO pharos_url_extract_protocol(url) AS
  nullif(regexp_extract(url, '^([A-Za-z][A-Za-z0-9+.-]*):', 1), '');
CREATE OR REPLACE MACRO pharos_url_extract_path(url) AS
  regexp_extract(url, '^(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?#]*)?([^?#]*)', 1);
CREATE OR REPLACE MACRO pharos_url_extract_query(url) AS regexp_extract(url, '^[^?#]*\?([^#]*)', 1);

CREATE OR REPLACE MACRO pharos_from_iso8601_timestamp(s) AS CAST(s AS TIMESTAMPTZ);
CREATE OR REPLACE MACRO pharos_from_iso8601_date(s) AS CAST(s AS DATE);
CREATE OR REPLACE MACRO pharos_from_unixtime(seconds) AS to_timestamp(CAST(seconds AS DOUBLE));
CREATE OR REPLACE MACRO pharos_to_unixtime(t) AS epoch(t);
CREATE OR REPLACE MACRO pharos_at_timezone(t, zone) AS timezone(zone, CAST(t AS TIMESTAMPTZ));
CREATE OR REPLACE MACRO pharos_millisecond(t) AS millisecond(t) % 1000;

CREATE OR REPLACE MACRO pharos_json_parse(s) AS CAST(s AS JSON);
CREATE OR REPLACE MACRO pharos_json_format(j) AS CAST(j AS VARCHAR);
CREATE OR REPLACE MACRO pharos_json_extract_scalar(j, path) AS
  CASE
    WHEN json_type(j, path) IN ('OBJECT', 'ARRAY', 'NULL') THEN NULL
    ELSE json_extract_string(j, path)
  END;

CREATE OR REPLACE MACRO pharos_approx_percentile(x, p) AS approx_quantile(x, p);
CREATE OR REPLACE MACRO pharos_map_agg(k, v) AS map(list(k), list(v));

-- of a list or a map: which of them it is shows when it runs
CREATE OR REPLACE MACRO pharos_cardinality(x) AS
  CASE json_type(to_json(x))
    WHEN 'ARRAY' THEN CAST(json_array_length(to_json(x)) AS BIGINT)
    WHEN 'OBJECT' THEN len(json_keys(to_json(x)))
  END;
CREATE OR REPLACE MACRO pharos_element_at(x, i) AS x[i];
CREATE OR REPLACE MACRO pharos_array_join(x, delimiter) AS array_to_string(x, delimiter);
CREATE OR REPLACE MACRO pharos_array_position(x, value) AS coalesce(list_position(x, value), 0);
CREATE OR REPLACE MACRO pharos_array_remove(x, value) AS list_filter(x, lambda e: e <> value);
CREATE OR REPLACE MACRO pharos_array_union(a, b) AS list_distinct(list_concat(a, b));
CREATE OR REPLACE MACRO pharos_array_except(a, b) AS
  list_distinct(list_filter(a, lambda e: NOT list_contains(b, e)));
CREATE OR REPLACE MACRO pharos_slice(x, start, length) AS list_slice(x, start, start + length - 1);
CREATE OR REPLACE MACRO pharos_sequence(a, b) AS
    CASE WHEN a <= b THEN generate_series(a, b) ELSE generate_series(a, b, -1) END,
  (a, b, step) AS generate_series(a, b, step);

-- Athena's functions that DuckDB lacks or understands otherwise, as far as SQL can say them.

CREATE OR REPLACE MACRO pharos_substr(s, start) AS
    CASE
      WHEN start = 0 OR start > length(s) OR start < - length(s) THEN CASE WHEN s IS NOT NULL AND start IS NOT NULL THEN '' END
      ELSE substr(s, CASE WHEN start < 0 THEN length(s) + start + 1 ELSE start END)
    END,
  (s, start, count) AS
    CASE
      WHEN start = 0 OR start > length(s) OR start < - length(s) OR count <= 0
        THEN CASE WHEN s IS NOT NULL AND start IS NOT NULL AND count IS NOT NULL THEN '' END
      ELSE substr(s, CASE WHEN start < 0 THEN length(s) + start + 1 ELSE start END, count)
    END;

-- lists of booleans, with three-valued nulls
CREATE OR REPLACE MACRO pharos_any(l) AS
  CASE
    WHEN l IS NULL THEN NULL
    WHEN list_contains(l, true) THEN true
    WHEN len(list_filter(l, lambda _b: _b IS NULL)) > 0 THEN NULL
    ELSE false
  END;
CREATE OR REPLACE MACRO pharos_all(l) AS
  CASE
    WHEN l IS NULL THEN NULL
    WHEN list_contains(l, false) THEN false
    WHEN len(list_filter(l, lambda _b: _b IS NULL)) > 0 THEN NULL
    ELSE true
  END;

CREATE OR REPLACE MACRO pharos_has(l, e) AS
  CASE
    WHEN e IS NULL THEN len(list_filter(l, lambda _h: _h IS NULL)) > 0
    ELSE coalesce(list_contains(l, e), false)
  END;
CREATE OR REPLACE MACRO pharos_contains(l, e) AS
  CASE
    WHEN l IS NULL OR e IS NULL THEN NULL
    WHEN list_contains(l, e) THEN true
    WHEN len(list_filter(l, lambda _c: _c IS NULL)) > 0 THEN NULL
    ELSE false
  END;
-- NaN equals nothing
CREATE OR REPLACE MACRO pharos_contains_number(l, e) AS
  pharos_contains(CASE WHEN isnan(e) THEN list_filter(l, lambda _d: _d IS NULL) ELSE l END, e);
-- the engine's own where letters are ASCII's: both agree on those, and it is many times faster
CREATE OR REPLACE MACRO pharos_lowered(s) AS
  CASE WHEN strlen(s) = length(s) THEN lower(s) ELSE pharos_lower(s) END;
CREATE OR REPLACE MACRO pharos_uppered(s) AS
  CASE WHEN strlen(s) = length(s) THEN upper(s) ELSE pharos_upper(s) END;
CREATE OR REPLACE MACRO pharos_real(d) AS
  CAST(CASE WHEN isfinite(d) AND abs(d) >= 3.4028235677973366e38 THEN d * CAST('Infinity' AS DOUBLE) ELSE d END AS FLOAT);
CREATE OR REPLACE MACRO pharos_element_at(l, i) AS l[i];
CREATE OR REPLACE MACRO pharos_list_concat(a, b) AS
  CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN list_concat(a, b) END;
CREATE OR REPLACE MACRO pharos_append(l, e) AS CASE WHEN l IS NOT NULL AND e IS NOT NULL THEN list_append(l, e) END;
CREATE OR REPLACE MACRO pharos_prepend(e, l) AS CASE WHEN l IS NOT NULL AND e IS NOT NULL THEN list_prepend(e, l) END;
CREATE OR REPLACE MACRO pharos_array_distinct(l) AS
  list_filter(l, lambda _e, _i: CASE
    WHEN _e IS NULL THEN len(list_filter(l[1:_i], lambda _n: _n IS NULL)) = 1
    ELSE list_position(l, _e) = _i
  END);
CREATE OR REPLACE MACRO pharos_array_remove(l, e) AS
  CASE WHEN e IS NOT NULL THEN list_filter(l, lambda _r: _r IS DISTINCT FROM e) END;
-- in the order of the longer list
CREATE OR REPLACE MACRO pharos_common(a, b) AS pharos_array_distinct(list_filter(a, lambda _x: pharos_has(b, _x)));
CREATE OR REPLACE MACRO pharos_array_intersect(a, b) AS
  CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN CASE WHEN len(b) > len(a) THEN pharos_common(b, a) ELSE pharos_common(a, b) END END;
CREATE OR REPLACE MACRO pharos_array_except(a, b) AS
  CASE
    WHEN b IS NULL THEN NULL
    WHEN len(b) = 0 THEN a
    ELSE pharos_array_distinct(list_filter(a, lambda _x: NOT pharos_has(b, _x)))
  END;
CREATE OR REPLACE MACRO pharos_arrays_overlap(a, b) AS
  CASE
    WHEN a IS NULL OR b IS NULL THEN NULL
    WHEN len(list_filter(a, lambda _o: _o IS NOT NULL AND list_contains(b, _o))) > 0 THEN true
    WHEN len(a) = 0 OR len(b) = 0 THEN false
    WHEN len(list_filter(a, lambda _p: _p IS NULL)) > 0 OR len(list_filter(b, lambda _q: _q IS NULL)) > 0 THEN NULL
    ELSE false
  END;
CREATE OR REPLACE MACRO pharos_array_join(l, delimiter) AS
  CASE WHEN l IS NOT NULL AND delimiter IS NOT NULL THEN coalesce(array_to_string(l, delimiter), '') END;
CREATE OR REPLACE MACRO pharos_slice(l, start, count) AS
  CASE
    WHEN start > len(l) OR start < - len(l) THEN []
    ELSE list_slice(l, CASE WHEN start < 0 THEN len(l) + start + 1 ELSE start END,
      CASE WHEN start < 0 THEN len(l) + start ELSE start - 1 END + count)
  END;
CREATE OR REPLACE MACRO pharos_sequence(a, b) AS
  generate_series(a, b, pharos_step(CASE WHEN a <= b THEN 1 ELSE -1 END, a, b));
CREATE OR REPLACE MACRO pharos_map(k, v) AS
  CASE WHEN pharos_aligned(len(k), len(v)) THEN map(k, v) END;
CREATE OR REPLACE MACRO pharos_map_first(l) AS
  map_from_entries(list_filter(l, lambda _e, _i: list_position(list_transform(l, lambda _k: _k.k), _e.k) = _i));
CREATE OR REPLACE MACRO pharos_map_agg(l) AS
  CASE
    WHEN len(list_filter(l, lambda _n: _n.k IS NOT NULL)) > 0
      THEN pharos_map_first(list_filter(l, lambda _m: _m.k IS NOT NULL))
  END;
CREATE OR REPLACE MACRO pharos_map_union(l) AS
  pharos_map_agg(flatten(list_transform(l, lambda _m:
    list_transform(map_entries(_m), lambda _t: struct_pack(k := _t['key'], v := _t['value'])))));
-- of few values as Trino's digest has it: the upper of two in the middle
CREATE OR REPLACE MACRO pharos_nth(l, p) AS
  l[least(len(l), CAST(floor(p * len(l)) AS BIGINT) + 1)];
CREATE OR REPLACE MACRO pharos_percentile(l, p) AS
  pharos_nth(list_sort(list_filter(l, lambda _v: _v IS NOT NULL)), p);
CREATE OR REPLACE MACRO pharos_multimap_agg(l) AS
  CASE
    WHEN len(list_filter(l, lambda _n: _n.k IS NOT NULL)) > 0
      THEN map(
        pharos_array_distinct(list_filter(list_transform(l, lambda _m: _m.k), lambda _o: _o IS NOT NULL)),
        list_transform(
          pharos_array_distinct(list_filter(list_transform(l, lambda _p: _p.k), lambda _q: _q IS NOT NULL)),
          lambda _k: list_transform(list_filter(l, lambda _f: _f.k = _k), lambda _v: _v.v)))
  END;
CREATE OR REPLACE MACRO pharos_bytes(b, start, count) AS
  unhex(pharos_substr(hex(b), CASE WHEN start > 0 THEN start * 2 - 1 ELSE start * 2 END, count * 2));
-- with a delimiter that differs from row to row, which the engine's own does not take
CREATE OR REPLACE MACRO pharos_joined(l, delimiter) AS
  CASE
    WHEN l IS NULL OR delimiter IS NULL THEN NULL
    WHEN len(list_filter(l, lambda _t: _t IS NOT NULL)) = 0 THEN ''
    ELSE list_reduce(list_filter(l, lambda _u: _u IS NOT NULL), lambda _x, _y: _x || delimiter || _y)
  END;

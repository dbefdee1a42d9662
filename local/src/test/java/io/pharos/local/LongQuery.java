package io.pharos.local;

/** A query that takes longer than any test waits, and next to no memory. */
final class LongQuery {
  static final String FROM =
      "from unnest(sequence(1, 10000)) as t1 (a)"
          + " cross join unnest(sequence(1, 10000)) as t2 (b)"
          + " cross join unnest(sequence(1, 10000)) as t3 (c)"
          + " cross join unnest(sequence(1, 10000)) as t4 (d)";

  /** Its one row comes when all its work is done. */
  static final String COUNTS = "select sum(a * b + c * d) as n " + FROM;

  /** It has a row at once, and works while more are looked for. */
  static final String SEEKS =
      "select 1 as a union all select a " + FROM + " where a + b + c + d < 0";

  private LongQuery() {}
}

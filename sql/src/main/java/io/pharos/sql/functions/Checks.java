package io.pharos.sql.functions;

import java.math.BigInteger;

/** Values that Trino refuses when a query runs. */
final class Checks {
  private static final long DAY_MILLIS = 86_400_000;

  private static final long MAX_TIMES = 10_000;

  private Checks() {}

  static long nonzero(long divisor) {
    if (divisor == 0) {
      throw new Refusal("Division by zero");
    }
    return divisor;
  }

  static long subscript(long index, long length) {
    if (index == 0) {
      throw new Refusal("SQL array indices start at 1");
    }
    if (index < 0) {
      throw new Refusal("Array subscript is negative: " + index);
    }
    if (index > length) {
      throw new Refusal(
          "Array subscript must be less than or equal to array length: " + index + " > " + length);
    }
    return index;
  }

  static long index(long index) {
    if (index == 0) {
      throw new Refusal("SQL array indices start at 1");
    }
    return index;
  }

  static long length(long length) {
    if (length < 0) {
      throw new Refusal("this must not be negative: " + length);
    }
    return length;
  }

  /** Of a row before or behind; a null comes as -1. */
  static long offset(long rows) {
    if (rows < 0) {
      throw new Refusal("Offset must be at least 0, and not null");
    }
    return rows;
  }

  /** Of a row in its window, from 1. */
  static long place(long row) {
    if (row < 1) {
      throw new Refusal("Offset must be at least 1");
    }
    return row;
  }

  static boolean whole(boolean whole) {
    if (!whole) {
      throw new Refusal("a row or a list that holds a null has no order here");
    }
    return true;
  }

  /** Of repeat, which makes a list of at most so many. */
  static long times(long count) {
    if (count < 0 || count > MAX_TIMES) {
      throw new Refusal("count argument of repeat function must be from 0 to " + MAX_TIMES);
    }
    return count;
  }

  static long trimmed(long size, long length) {
    if (size < 0 || size > length) {
      throw new Refusal("size must be from 0 to the array's cardinality " + length + ": " + size);
    }
    return length - size;
  }

  static long step(long step, long start, long stop) {
    direction(step, start, stop);
    BigInteger whole = BigInteger.valueOf(stop).subtract(BigInteger.valueOf(start));
    entries(whole.divide(BigInteger.valueOf(step)).min(BigInteger.valueOf(MAX_TIMES)).longValue());
    return step;
  }

  /** Of a sequence that has a last entry beside its first so many times its step away. */
  static long entries(long last) {
    if (last >= MAX_TIMES) {
      throw new Refusal(
          "result of sequence function must not have more than " + MAX_TIMES + " entries");
    }
    return last;
  }

  static long direction(long step, long start, long stop) {
    if (step == 0) {
      throw new Refusal("step must not be zero");
    }
    if (step > 0 ? stop < start : stop > start) {
      throw new Refusal("sequence stop value should be beyond its start value, as the step goes");
    }
    return step;
  }

  static boolean key(boolean there) {
    if (!there) {
      throw new Refusal("Key not present in map");
    }
    return true;
  }

  static String delimiter(String delimiter) {
    if (delimiter.isEmpty()) {
      throw new Refusal("The delimiter may not be the empty string");
    }
    return delimiter;
  }

  static String fitting(String text, long length) {
    if (text.codePointCount(0, text.length()) > length) {
      throw new Refusal("Value " + text + " cannot be represented as varchar(" + length + ")");
    }
    return text;
  }

  static long wholeDays(long millis) {
    if (millis % DAY_MILLIS != 0) {
      throw new Refusal("Cannot add hour, minutes or seconds to a date");
    }
    return millis / DAY_MILLIS;
  }

  static boolean aligned(long keys, long values) {
    if (keys != values) {
      throw new Refusal("Key and value arrays must be the same length");
    }
    return true;
  }
}

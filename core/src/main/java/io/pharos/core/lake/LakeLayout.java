package io.pharos.core.lake;

import io.pharos.core.definition.TableName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Where the files of a warehouse lie: the same keys in the bucket and in the data folder of one
 * machine. Folders end in a slash; hours are {@code YYYY/MM/DD/HH}, UTC.
 */
public final class LakeLayout {
  /** The columnar files that SQL reads. */
  public static final String LAKE = "lake/";

  /** Events as they were accepted. */
  public static final String RAW = "raw/";

  /** Events that were refused. */
  public static final String QUARANTINE = "quarantine/";

  /** The number of characters of an hour. */
  public static final int HOUR_LENGTH = "YYYY/MM/DD/HH".length();

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu/MM/dd/HH", Locale.ROOT).withZone(ZoneOffset.UTC);

  private LakeLayout() {}

  /** A table's folder below {@link #LAKE}, {@link #RAW} and {@link #QUARANTINE}. */
  public static String path(TableName table) {
    return table.database() + "/" + table.table() + "/";
  }

  /** The folder of a table's columnar files. */
  public static String lake(TableName table) {
    return LAKE + path(table);
  }

  /** The folder of a table's events as they were accepted. */
  public static String raw(TableName table) {
    return RAW + path(table);
  }

  /** The folder of a table's refused events. */
  public static String quarantine(TableName table) {
    return QUARANTINE + path(table);
  }

  /**
   * The folder of a run's rows.
   *
   * @param key the partition key of the table
   * @param window the name of the run's window
   */
  public static String run(TableName table, String key, String window, String run) {
    return "%s%s=%s/run=%s/".formatted(lake(table), key, window, run);
  }

  /**
   * The database of a folder of the lake.
   *
   * @throws IllegalArgumentException if it is not a table's folder
   */
  public static String database(String location) {
    String[] parts = location.split("/", -1);
    if (parts.length < 3 || !location.startsWith(LAKE)) {
      throw new IllegalArgumentException("'" + location + "' is not a folder of the lake");
    }
    return parts[1];
  }

  /** The hour that an instant is in. */
  public static String hour(Instant instant) {
    return HOUR.format(instant);
  }

  /** Whether a text is an hour in this form. */
  public static boolean isHour(String text) {
    try {
      return hour(LocalDateTime.parse(text, HOUR).toInstant(ZoneOffset.UTC)).equals(text);
    } catch (DateTimeException notAnHour) {
      return false;
    }
  }
}

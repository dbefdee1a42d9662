package io.pharos.load.users;

import java.util.Locale;

/** The streaming tables of the advertising example. */
public enum EventTable {
  IMPRESSIONS,
  CLICKS;

  public static final String DATABASE = "advertising";

  /** Its name, which is also the key of a request's body. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where its beacon is. */
  public String path() {
    return "/" + DATABASE + "/" + text();
  }
}

package io.pharos.load.tally;

import io.pharos.load.users.EventTable;

/** How often an ad was shown and clicked. */
public record Traffic(long impressions, long clicks) {
  public static final Traffic NONE = new Traffic(0, 0);

  static Traffic of(EventTable table) {
    return switch (table) {
      case IMPRESSIONS -> new Traffic(1, 0);
      case CLICKS -> new Traffic(0, 1);
    };
  }

  public Traffic plus(Traffic other) {
    return new Traffic(impressions + other.impressions, clicks + other.clicks);
  }

  @Override
  public String toString() {
    return "%,d / %,d".formatted(impressions, clicks);
  }
}

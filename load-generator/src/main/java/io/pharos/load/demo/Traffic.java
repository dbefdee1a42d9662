package io.pharos.load.demo;

import io.pharos.load.users.EventTable;

/** How often an ad was shown and clicked. */
record Traffic(long impressions, long clicks) {
  static final Traffic NONE = new Traffic(0, 0);

  static Traffic of(EventTable table) {
    return switch (table) {
      case IMPRESSIONS -> new Traffic(1, 0);
      case CLICKS -> new Traffic(0, 1);
    };
  }

  Traffic plus(Traffic other) {
    return new Traffic(impressions + other.impressions, clicks + other.clicks);
  }

  @Override
  public String toString() {
    return "%,d / %,d".formatted(impressions, clicks);
  }
}

package io.pharos.load.users;

import io.pharos.core.value.Timestamps;

/** What a user did, as the advertising example's beacons take it. */
public sealed interface Event {
  /** A UUID; sent again with it, the event counts once. */
  String id();

  String adId();

  /** When it happened, milliseconds since 1970. */
  long at();

  EventTable table();

  /** Writes the event as a JSON object. */
  void json(StringBuilder target);

  /** An ad was shown. */
  record Impression(String id, String adId, long at) implements Event {
    @Override
    public EventTable table() {
      return EventTable.IMPRESSIONS;
    }

    @Override
    public void json(StringBuilder target) {
      target.append("{\"impression_id\":\"").append(id);
      tail(target, this);
    }
  }

  /** The ad of an impression was clicked. */
  record Click(String id, String impressionId, String adId, long at) implements Event {
    @Override
    public EventTable table() {
      return EventTable.CLICKS;
    }

    @Override
    public void json(StringBuilder target) {
      target.append("{\"click_id\":\"").append(id);
      target.append("\",\"impression_id\":\"").append(impressionId);
      tail(target, this);
    }
  }

  private static void tail(StringBuilder target, Event event) {
    target.append("\",\"ad_id\":\"").append(event.adId());
    target.append("\",\"occurred_at\":\"").append(Timestamps.format(event.at())).append("\"}");
  }
}

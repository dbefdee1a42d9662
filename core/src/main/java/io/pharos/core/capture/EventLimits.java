package io.pharos.core.capture;

/** The limits of a beacon, in both places (4.2 of docs/architecture.md). */
public final class EventLimits {
  /** Events in one request: the most records of one PutRecords call of Kinesis. */
  public static final int MAX_EVENTS = 500;

  /** Bytes of a body on the wire: Lambda's 6 MB of synchronous payload, less base64. */
  public static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

  /** Bytes of a body after gunzip. */
  public static final int MAX_UNZIPPED_BYTES = 10 * 1024 * 1024;

  /** Bytes of one event, as sent and as kept. */
  public static final int MAX_EVENT_BYTES = 256 * 1024;

  static final Fault TOO_BIG =
      new Fault("", "the event is over 256 KB; split it or leave something out");

  private EventLimits() {}
}

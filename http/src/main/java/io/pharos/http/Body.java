package io.pharos.http;

import io.pharos.core.capture.BodyFormat;
import io.pharos.core.capture.EventLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The body of a request to a beacon after gunzip, or the reason why it cannot be read. */
sealed interface Body {
  /** Bytes that capture can read. */
  record Plain(BodyFormat format, byte[] bytes) implements Body {}

  /** It cannot be read. */
  sealed interface Refused extends Body {
    int status();

    /** For the sender. */
    String why();
  }

  /** It has another media type, or broken compression. */
  record Unreadable(int status, String why) implements Refused {}

  /** It is too large, or there is no room for it at present: it cannot be kept either. */
  record TooLarge(int status, String why) implements Refused {}

  /** Gunzips a body within the limits of {@link EventLimits} and the room. */
  static Body of(
      @Nullable String mediaType, @Nullable String encoding, byte[] sent, BodyRoom room) {
    if (sent.length > EventLimits.MAX_BODY_BYTES) {
      return new TooLarge(413, "the body is over 4 MB; send the events in several requests");
    }
    BodyFormat format = format(mediaType);
    if (format == null) {
      return new Unreadable(
          415,
          "send application/json, text/plain or application/x-ndjson, not "
              + (mediaType == null ? "a body without a Content-Type" : mediaType));
    }
    if (encoding == null || encoding.isEmpty() || encoding.equalsIgnoreCase("identity")) {
      return new Plain(format, sent);
    }
    if (!encoding.equalsIgnoreCase("gzip")) {
      return new Unreadable(415, "Content-Encoding may be gzip, not " + encoding);
    }
    return gunzip(format, sent, room);
  }

  private static Body gunzip(BodyFormat format, byte[] sent, BodyRoom room) {
    ByteArrayOutputStream plain =
        new ByteArrayOutputStream(Math.min(sent.length * 4, EventLimits.MAX_UNZIPPED_BYTES));
    byte[] chunk = new byte[8192];
    try (InputStream in = new GzipMembers(sent)) {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        if (plain.size() + count > EventLimits.MAX_UNZIPPED_BYTES) {
          return new TooLarge(413, "the body is over 10 MB once gzip is undone");
        }
        if (!room.grow(count)) {
          return new TooLarge(503, "too many large requests at once; try again");
        }
        plain.write(chunk, 0, count);
      }
    } catch (IOException e) {
      String why = e.getMessage();
      return new Unreadable(
          400, "the body is not whole gzip: " + (why == null ? "it ends early" : why));
    }
    return new Plain(format, plain.toByteArray());
  }

  private static @Nullable BodyFormat format(@Nullable String mediaType) {
    if (mediaType == null) {
      return null;
    }
    int end = mediaType.indexOf(';');
    String type = (end < 0 ? mediaType : mediaType.substring(0, end)).strip();
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "application/json", "text/plain" -> BodyFormat.JSON;
      case "application/x-ndjson" -> BodyFormat.NDJSON;
      default -> null;
    };
  }
}

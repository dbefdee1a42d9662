package io.pharos.core.stream;

import java.time.Instant;

/**
 * A record as it is read from a stream.
 *
 * @param place where it stands, such as its sequence number; the same however often it is read
 * @param arrival when it entered the stream
 * @param data one or more events, one JSON object a line
 */
public record StreamEntry(String place, Instant arrival, byte[] data) {}

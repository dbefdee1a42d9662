package io.pharos.core.stream;

import java.time.Instant;

/**
 * A record read from a stream.
 *
 * @param place its position, such as a sequence number; the same each time it is read
 * @param arrival when it entered the stream
 * @param data one or more events, one JSON object a line
 */
public record StreamEntry(String place, Instant arrival, byte[] data) {}

package io.pharos.core.quarantine;

import java.time.Instant;

/**
 * An event that was refused, or a body that could not be read.
 *
 * @param id a UUIDv7 of the refusal; becomes the event's id at replay where it has none, so that a
 *     replay that is repeated counts once
 * @param reason an error code such as {@code InvalidEvent}, {@code InvalidBody} or {@code
 *     ConversionFailed}
 * @param message names the column at fault
 * @param original its bytes as they were sent
 */
public record RefusedEvent(
    String id, Instant refusedAt, String reason, String message, byte[] original) {}

package io.pharos.core.quarantine;

import java.time.Instant;

/**
 * An event that was refused, or a body that could not be read.
 *
 * @param id a UUIDv7 of the refusal; at replay, it becomes the id of an event without one, so that
 *     a repeated replay counts once
 * @param reason an error code such as {@code InvalidEvent}, {@code InvalidBody} or {@code
 *     ConversionFailed}
 * @param message names the wrong column
 * @param original its bytes as sent
 */
public record RefusedEvent(
    String id, Instant refusedAt, String reason, String message, byte[] original) {}

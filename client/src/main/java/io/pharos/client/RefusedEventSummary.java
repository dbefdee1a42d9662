package io.pharos.client;

/** An event that was refused, as much of it as the largest event has. */
public record RefusedEventSummary(
    String table, String refusedAt, String reason, String message, String event, String id) {}

package io.pharos.client;

/** What became of the refused events of a table that were sent in again. */
public record ReplaySummary(String table, long replayed, long left) {}

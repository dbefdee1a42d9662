package io.pharos.client;

/** A table, and how much the lake holds of it. */
public record TableSummary(
    String table,
    String kind,
    int columns,
    int partitions,
    int files,
    long bytes,
    long rows,
    String description) {}

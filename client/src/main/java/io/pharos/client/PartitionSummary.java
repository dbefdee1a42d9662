package io.pharos.client;

/** A registered partition. */
public record PartitionSummary(
    String table, String partition, int files, long bytes, String location) {}

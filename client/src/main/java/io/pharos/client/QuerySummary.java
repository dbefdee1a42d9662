package io.pharos.client;

/** A query that runs or waits. */
public record QuerySummary(String query, String state, long seconds, String asker, String sql) {}

package io.pharos.client;

/** A curation, and when it runs next. */
public record CurationSummary(
    String curation,
    String schedule,
    String state,
    String next,
    String lastRun,
    String output,
    String description) {}

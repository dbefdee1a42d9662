package io.pharos.core.serving;

import java.util.Optional;

/** A look-up as requested, not yet checked. */
public record LookupRequest(
    String database,
    String as,
    String key,
    Optional<String> start,
    Optional<String> end,
    Optional<String> page,
    Optional<String> limit) {}

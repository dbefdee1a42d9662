package io.pharos.core.serving;

/**
 * A row that can be looked up.
 *
 * @param json the row's other columns as a JSON object
 */
public record ServedRow(String key, String sort, String json) {}

package io.pharos.core.catalog;

/**
 * A folder of a table that the catalog knows.
 *
 * @param value of the partition key: {@code YYYY/MM/DD/HH} for streaming tables, the window's for
 *     curated ones
 * @param location key of the folder, ending in a slash, such as {@code
 *     lake/advertising/clicks/2026/11/21/09/}
 */
public record Partition(String value, String location) {}

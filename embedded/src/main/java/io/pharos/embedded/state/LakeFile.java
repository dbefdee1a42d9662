package io.pharos.embedded.state;

/**
 * A file of the lake.
 *
 * @param path from the data folder on
 * @param schemaVersion which of the table's schemas it was written with
 */
public record LakeFile(String path, String partitionValue, long bytes, int schemaVersion) {}

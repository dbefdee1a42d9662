package io.pharos.embedded.state;

/**
 * A file of the lake.
 *
 * @param path relative to the data folder
 * @param schemaVersion the version of the table's schema that it was written with
 */
public record LakeFile(String path, String partitionValue, long bytes, int schemaVersion) {}

package io.pharos.core.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.shape.ShapeSchema;

/**
 * The JSON Schemas of the definition files, for text editors, made from the reader's own keys. Only
 * the reader checks relations between keys and between files.
 */
public final class DefinitionSchemas {
  private DefinitionSchemas() {}

  /** Of {@code tables/<database>/<table>.yaml}. */
  public static ObjectNode table() {
    return ShapeSchema.of("A table", TableKeys.TABLE);
  }

  /** Of {@code tables/<database>/_database.yaml}. */
  public static ObjectNode database() {
    return ShapeSchema.of("A database", TableKeys.DATABASE);
  }

  /** Of {@code curations/<database>/<name>.yaml}. */
  public static ObjectNode curation() {
    return ShapeSchema.of("A curation", CurationKeys.CURATION);
  }
}

package io.pharos.core.objects;

import java.util.Map;

/** The metadata and tags of an object. */
public record Labels(Map<String, String> metadata, Map<String, String> tags) {
  public static final Labels NONE = new Labels(Map.of(), Map.of());

  public Labels {
    metadata = Map.copyOf(metadata);
    tags = Map.copyOf(tags);
  }
}

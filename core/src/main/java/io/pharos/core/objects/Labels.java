package io.pharos.core.objects;

import java.util.Map;

/** What an object carries beside its content. */
public record Labels(Map<String, String> metadata, Map<String, String> tags) {
  public static final Labels NONE = new Labels(Map.of(), Map.of());

  public Labels {
    metadata = Map.copyOf(metadata);
    tags = Map.copyOf(tags);
  }
}

package io.pharos.embedded.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.objects.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The labels of an object, in a hidden file beside it if it has any. */
final class SideFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SideFile() {}

  static Labels read(Path side) throws IOException {
    try {
      JsonNode node = JSON.readTree(Files.readAllBytes(side));
      return new Labels(map(node.path("metadata")), map(node.path("tags")));
    } catch (NoSuchFileException nothingToSay) {
      return Labels.NONE;
    } catch (JsonProcessingException e) {
      throw new IOException(side + " is damaged: " + e.getOriginalMessage(), e);
    }
  }

  private static Map<String, String> map(JsonNode node) {
    Map<String, String> map = new LinkedHashMap<>();
    node.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }

  /** Writes the file, or deletes it if there are no labels. */
  static void write(Labels labels, Path side, Path scratch) throws IOException {
    if (labels.equals(Labels.NONE)) {
      Files.deleteIfExists(side);
      return;
    }
    ObjectNode node = JSON.createObjectNode();
    put(node.putObject("metadata"), labels.metadata());
    put(node.putObject("tags"), labels.tags());
    Files.writeString(scratch, node + "\n");
    DurableFiles.publish(scratch, side);
  }

  private static void put(ObjectNode node, Map<String, String> map) {
    map.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> node.put(entry.getKey(), entry.getValue()));
  }
}

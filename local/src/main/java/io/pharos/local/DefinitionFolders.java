package io.pharos.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.client.OperationFailed;
import io.pharos.embedded.files.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folders of a warehouse's definitions. The data folder records them, with relative paths if
 * they are beside it, so that they can be moved together.
 */
public record DefinitionFolders(Path tables, Path curations) {
  private static final String FILE = "DEFINITIONS.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The folders that a data folder was last used with; none if it is new. */
  public static Optional<DefinitionFolders> of(Path data) {
    Path file = data.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(Files.readAllBytes(file));
      return Optional.of(
          new DefinitionFolders(path(data, node, "tables"), path(data, node, "curations")));
    } catch (IOException e) {
      throw OperationFailed.failed(
          file
              + " cannot be read ("
              + e.getMessage()
              + "): remove it, and name the tables with"
              + " ./pharos up --tables DIR");
    }
  }

  private static Path path(Path data, JsonNode node, String key) {
    return data.toAbsolutePath().resolve(node.path(key).asText()).normalize();
  }

  /** Records them in the data folder. */
  public void rememberIn(Path data) {
    String text =
        JSON.createObjectNode()
                .put("tables", text(data, tables))
                .put("curations", text(data, curations))
            + "\n";
    try {
      Path file = data.resolve(FILE);
      if (!Files.exists(file) || !Files.readString(file).equals(text)) {
        DurableFiles.publish(Files.writeString(data.resolve("." + FILE), text), file);
      }
    } catch (IOException e) {
      throw OperationFailed.failed("data folder " + data + " cannot be written: " + e.getMessage());
    }
  }

  private static String text(Path data, Path folder) {
    Path own = data.toAbsolutePath().normalize();
    Path its = folder.toAbsolutePath().normalize();
    Path beside = own.getParent();
    return (beside != null && its.startsWith(beside) ? own.relativize(its) : its).toString();
  }
}

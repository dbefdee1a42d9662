package io.pharos.embedded.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file beside the lock that names its holder. It has no meaning while nobody holds the lock.
 */
final class HolderFile {
  private static final String FILE = "HOLDER.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private HolderFile() {}

  static void write(Path folder, DataFolder.Holder holder) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("pid", holder.pid());
    node.put("url", holder.url());
    Path fresh = folder.resolve("." + FILE);
    Files.writeString(fresh, node + "\n");
    DurableFiles.publish(fresh, folder.resolve(FILE));
  }

  /** Its last writer; empty if there was none. */
  static Optional<DataFolder.Holder> read(Path folder) {
    try {
      JsonNode node = JSON.readTree(Files.readAllBytes(folder.resolve(FILE)));
      return node.path("pid").canConvertToLong()
          ? Optional.of(new DataFolder.Holder(node.path("pid").asLong(), node.path("url").asText()))
          : Optional.empty();
    } catch (IOException notWrittenYet) {
      return Optional.empty();
    }
  }

  static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }
}

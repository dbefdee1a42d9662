package io.pharos.infra.packaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.hash.Sha256;
import io.pharos.core.shape.NotJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The list of the packages, {@code artifacts.json} beside the zips: it has the hash of each zip, by
 * which a deployment names it.
 *
 * @param functions in the order of {@link LambdaFunction}
 */
public record Artifacts(Platform platform, Map<LambdaFunction, Zip> functions) {
  static final String FILE = "artifacts.json";

  /** The advice for a wrong file. */
  public static final String REMEDY = "./pharos package writes the file anew";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  public Artifacts {
    functions = Collections.unmodifiableMap(new EnumMap<>(functions));
  }

  /** A function's zip: its name, hash and size. */
  public record Zip(String file, String sha256, long bytes) {
    static Zip of(Path zip) throws IOException {
      byte[] content = Files.readAllBytes(zip);
      return new Zip(
          zip.toAbsolutePath().normalize().getFileName().toString(),
          HexFormat.of().formatHex(Sha256.digest().digest(content)),
          content.length);
    }
  }

  /**
   * Reads {@code artifacts.json}.
   *
   * @throws IOException if it is not valid, with the reason
   */
  public static Artifacts read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": this is a folder; name the file in it: " + FILE);
    }
    try {
      JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
      Map<LambdaFunction, Zip> zips = new EnumMap<>(LambdaFunction.class);
      for (LambdaFunction function : LambdaFunction.values()) {
        JsonNode zip = json.path("functions").path(function.module());
        zips.put(
            function,
            new Zip(
                zip.path("file").asText(),
                zip.path("sha256").asText(),
                zip.path("bytes").asLong()));
      }
      String platform = json.path("platform").asText();
      return new Artifacts(
          Platform.of(platform)
              .orElseThrow(() ->
                  new IOException(
                      "%s: platform: '%s' is none; %s".formatted(file, platform, REMEDY))),
          zips);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": there is no such file; ./pharos package writes it", e);
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": " + NotJson.reason(e), e);
    }
  }

  /** Writes {@code artifacts.json} into the folder of the zips. */
  void write(Path folder) throws IOException {
    ObjectNode json = MAPPER.createObjectNode().put("platform", platform.text());
    ObjectNode all = json.putObject("functions");
    functions.forEach((function, zip) ->
        all.putObject(function.module())
            .put("file", zip.file())
            .put("sha256", zip.sha256())
            .put("bytes", zip.bytes()));
    String text = json.toPrettyString().replace(System.lineSeparator(), "\n"); // on any machine
    Files.writeString(folder.resolve(FILE), text + "\n");
  }
}

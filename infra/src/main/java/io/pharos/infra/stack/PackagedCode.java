package io.pharos.infra.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.infra.LambdaFunction;
import io.pharos.infra.Platform;
import io.pharos.infra.warehouse.FunctionCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The zips of a deployment, as {@code ./pharos package} lists them in {@code artifacts.json}. */
public final class PackagedCode {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Stands for a zip that is not made yet. */
  private static final String NONE = "0".repeat(64);

  /** Takes the place of the bucket until the stack has its parameter. */
  private static final String BUCKET = "artifacts";

  private PackagedCode() {}

  /** Those of a template that is to be read and checked, not deployed. */
  public static FunctionCode none() {
    Map<LambdaFunction, String> hashes = new EnumMap<>(LambdaFunction.class);
    for (LambdaFunction function : LambdaFunction.values()) {
      hashes.put(function, NONE);
    }
    return new FunctionCode(BUCKET, Platform.ARM64, hashes);
  }

  /**
   * Reads {@code artifacts.json}.
   *
   * @throws IOException where it is none, saying why
   */
  public static FunctionCode read(Path file) throws IOException {
    try {
      JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
      Map<LambdaFunction, String> hashes = new EnumMap<>(LambdaFunction.class);
      for (LambdaFunction function : LambdaFunction.values()) {
        hashes.put(
            function, json.path("functions").path(function.module()).path("sha256").asText());
      }
      return new FunctionCode(BUCKET, platform(json.path("platform").asText()), hashes);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": there is no such file; ./pharos package writes it", e);
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": this is not JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file + ": " + e.getMessage() + "; ./pharos package writes the file anew", e);
    }
  }

  private static Platform platform(String text) {
    return Arrays.stream(Platform.values())
        .filter(platform -> platform.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("platform: '" + text + "' is none"));
  }
}

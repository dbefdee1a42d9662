package io.pharos.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.core.definition.TextFile;
import io.pharos.embedded.stream.StreamLimits;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What one machine configures, {@code config/local.json}. Every key may be left out.
 *
 * @param corsOrigins web pages that may send events; none by default
 * @param writeKeys keys of which senders need one; none by default
 * @param webhook told how curations ended
 * @param flushInterval overrides the tables' own, from 1 s
 * @param freeBytes below this much free space no event is taken
 * @param bodyBytes what the bodies of all requests together may take of the heap
 * @param engineBytes what filing and curations may take beside the heap
 * @param queries what the queries that are asked may take
 */
public record LocalConfig(
    List<String> corsOrigins,
    List<String> writeKeys,
    Optional<URI> webhook,
    Optional<Duration> flushInterval,
    long freeBytes,
    long bodyBytes,
    long engineBytes,
    QueryLimits queries) {

  private static final long MB = 1024L * 1024;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> KEYS =
      new LinkedHashSet<>(
          List.of(
              "cors_origins",
              "write_keys",
              "webhook",
              "flush_interval_seconds",
              "free_space_mb",
              "body_budget_mb",
              "engine_memory_mb",
              "query_memory_mb",
              "query_timeout_seconds",
              "queries_at_once",
              "queries_waiting"));

  /** The file is wrong: all that is, one line a problem. */
  public static final class InvalidConfig extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidConfig(Path file, List<String> problems) {
      super(file + ":\n  " + String.join("\n  ", problems));
    }
  }

  /** Reads a file; the defaults where there is none. */
  public static LocalConfig read(Path file) {
    if (!Files.exists(file)) {
      return of(MAPPER.createObjectNode(), new ArrayList<>());
    }
    List<String> problems = new ArrayList<>();
    LocalConfig config;
    try {
      JsonNode json = MAPPER.readTree(TextFile.read(file));
      if (!json.isObject()) {
        throw new InvalidConfig(file, List.of("the file must hold one JSON object"));
      }
      config = of(json, problems);
    } catch (JsonProcessingException e) {
      throw new InvalidConfig(
          file,
          List.of("line " + e.getLocation().getLineNr() + ": not JSON: " + e.getOriginalMessage()));
    } catch (CharacterCodingException e) {
      throw new InvalidConfig(file, List.of("the file is not UTF-8; save it as UTF-8"));
    } catch (IOException e) {
      throw new InvalidConfig(file, List.of("cannot be read: " + e.getMessage()));
    }
    if (!problems.isEmpty()) {
      throw new InvalidConfig(file, problems);
    }
    return config;
  }

  private static LocalConfig of(JsonNode json, List<String> problems) {
    json.fieldNames()
        .forEachRemaining(key -> {
          if (!KEYS.contains(key)) {
            problems.add(key + ": unknown; the keys are " + String.join(", ", KEYS));
          }
        });
    Consumer<String> wrong = problems::add;
    long seconds = number(json, "flush_interval_seconds", 0, 1, 900, wrong);
    return new LocalConfig(
        texts(json, "cors_origins", wrong),
        texts(json, "write_keys", wrong),
        webhook(json, wrong),
        seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)),
        number(json, "free_space_mb", StreamLimits.DEFAULT_FREE_BYTES / MB, 1, 1_000_000, wrong)
            * MB,
        number(json, "body_budget_mb", 64, 24, 10_000, wrong) * MB,
        number(json, "engine_memory_mb", 256, 64, 1_000_000, wrong) * MB,
        queries(json, wrong));
  }

  private static QueryLimits queries(JsonNode json, Consumer<String> wrong) {
    return new QueryLimits(
        (int) number(json, "queries_at_once", 4, 1, 100, wrong),
        (int) number(json, "queries_waiting", 16, 0, 100, wrong),
        Duration.ofSeconds(number(json, "query_timeout_seconds", 600, 1, 86_400, wrong)),
        number(json, "query_memory_mb", 256, 64, 1_000_000, wrong) * MB);
  }

  private static List<String> texts(JsonNode json, String key, Consumer<String> wrong) {
    JsonNode value = json.path(key);
    List<String> texts = new ArrayList<>();
    if (!value.isMissingNode() && !value.isArray()) {
      wrong.accept(key + ": must be a list of strings");
    }
    for (JsonNode item : value) {
      if (!item.isTextual() || item.asText().isBlank()) {
        wrong.accept(key + ": must be a list of strings, not empty ones");
      }
      texts.add(item.asText());
    }
    return texts;
  }

  private static Optional<URI> webhook(JsonNode json, Consumer<String> wrong) {
    JsonNode value = json.path("webhook");
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    try {
      URI address = URI.create(value.asText());
      if (value.isTextual()
          && address.getHost() != null
          && Set.of("http", "https").contains(String.valueOf(address.getScheme()))) {
        return Optional.of(address);
      }
    } catch (IllegalArgumentException notAnAddress) {
      // said below
    }
    wrong.accept("webhook: must be an http or https address");
    return Optional.empty();
  }

  private static long number(
      JsonNode json, String key, long otherwise, long least, long most, Consumer<String> wrong) {
    JsonNode value = json.path(key);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most) {
      wrong.accept(key + ": must be a whole number from " + least + " to " + most);
      return otherwise;
    }
    return value.asLong();
  }
}

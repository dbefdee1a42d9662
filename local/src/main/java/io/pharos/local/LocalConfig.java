package io.pharos.local;

import io.pharos.core.shape.Block;
import io.pharos.core.shape.InvalidFiles;
import io.pharos.core.shape.JsonText;
import io.pharos.core.shape.ProblemLog;
import io.pharos.core.shape.ShapeReader;
import io.pharos.core.shape.TextFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one machine, {@code config/local.json}. Every key is optional.
 *
 * @param corsOrigins web pages that may send events; none by default
 * @param writeKeys write keys, of which a sender needs one; none by default
 * @param webhook receives the results of curations
 * @param flushInterval overrides the tables' own, from 1 s
 * @param freeBytes below this free space no event is accepted
 * @param bodyBytes the most heap of all request bodies together
 * @param engineBytes the most memory of filing and curations, beside the heap
 * @param queries the limits of queries
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

  /**
   * Reads a file; the defaults if there is none.
   *
   * @throws InvalidFiles with all its problems
   */
  public static LocalConfig read(Path file) {
    ProblemLog log = ProblemLog.empty().file(file.toString());
    Optional<Block> block =
        text(file, log)
            .flatMap(text -> JsonText.compose(text, log))
            .flatMap(root -> new ShapeReader(log).read(root, LocalConfigKeys.ALL));
    if (!log.all().isEmpty()) {
      throw new InvalidFiles(log.all());
    }
    return of(block.orElseThrow());
  }

  private static Optional<String> text(Path file, ProblemLog log) {
    try {
      return Optional.of(Files.exists(file) ? TextFile.read(file) : "{}");
    } catch (CharacterCodingException e) {
      log.add("the file is not UTF-8; save it as UTF-8");
    } catch (IOException e) {
      log.add("the file cannot be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static LocalConfig of(Block block) {
    return new LocalConfig(
        texts(block, "cors_origins"),
        texts(block, "write_keys"),
        block.get("webhook", URI.class),
        block.get("flush_interval_seconds", Integer.class).map(Duration::ofSeconds),
        bytes(block, "free_space_mb"),
        bytes(block, "body_budget_mb"),
        bytes(block, "engine_memory_mb"),
        new QueryLimits(
            number(block, "queries_at_once"),
            number(block, "queries_waiting"),
            Duration.ofSeconds(number(block, "query_timeout_seconds")),
            bytes(block, "query_memory_mb")));
  }

  private static List<String> texts(Block block, String key) {
    return block.items(key).stream().flatMap(item -> item.as(String.class).stream()).toList();
  }

  private static int number(Block block, String key) {
    return block.get(key, Integer.class).orElseThrow();
  }

  private static long bytes(Block block, String key) {
    return number(block, key) * LocalConfigKeys.MB;
  }
}

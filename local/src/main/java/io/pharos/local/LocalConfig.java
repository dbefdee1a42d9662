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

  /**
   * Reads a file; the defaults where there is none.
   *
   * @throws InvalidFiles with all that is wrong in it
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

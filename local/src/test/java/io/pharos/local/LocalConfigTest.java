package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalConfigTest {
  private static final long MB = 1024L * 1024;
  private static final LocalConfig DEFAULTS =
      new LocalConfig(
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          256 * MB,
          64 * MB,
          256 * MB,
          new QueryLimits(4, 16, Duration.ofMinutes(10), 256 * MB));

  @TempDir Path folder;

  @Test
  void theDefaultsHoldWithoutAFileAndWithAnEmptyOne() throws IOException {
    assertThat(LocalConfig.read(folder.resolve("gone.json"))).isEqualTo(DEFAULTS);
    assertThat(read("{}")).isEqualTo(DEFAULTS);
    assertThat(LocalConfig.read(LocalProcess.ROOT.resolve("config/local.json")))
        .as("what is shipped")
        .isEqualTo(DEFAULTS);
  }

  @Test
  void everyKeyIsRead() throws IOException {
    assertThat(
            read(
                """
                {
                  "cors_origins": ["https://shop.example"],
                  "write_keys": ["one", "two"],
                  "webhook": "https://hooks.example/x",
                  "flush_interval_seconds": 1,
                  "free_space_mb": 1,
                  "body_budget_mb": 24,
                  "engine_memory_mb": 64,
                  "query_memory_mb": 65,
                  "query_timeout_seconds": 2,
                  "queries_at_once": 3,
                  "queries_waiting": 0
                }
                """))
        .isEqualTo(
            new LocalConfig(
                List.of("https://shop.example"),
                List.of("one", "two"),
                Optional.of(URI.create("https://hooks.example/x")),
                Optional.of(Duration.ofSeconds(1)),
                MB,
                24 * MB,
                64 * MB,
                new QueryLimits(3, 0, Duration.ofSeconds(2), 65 * MB)));
  }

  @Test
  void theFileMayBeginWithAByteOrderMarkAndIsUtf8() throws IOException {
    assertThat(read("\uFEFF{}")).isEqualTo(DEFAULTS);
    Path latin = Files.write(folder.resolve("latin.json"), new byte[] {'"', (byte) 0xfc, '"'});
    assertThatThrownBy(() -> LocalConfig.read(latin))
        .isInstanceOf(LocalConfig.InvalidConfig.class)
        .hasMessageContaining("the file is not UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"port\": 1}                      | port: unknown; the keys are cors_origins",
        "{\"cors_origins\": \"*\"}          | cors_origins: must be a list",
        "{\"cors_origins\": [\"\"]}         | cors_origins: must be a list",
        "{\"write_keys\": [7]}              | write_keys: must be a list",
        "{\"webhook\": \"ftp://x.example\"} | webhook: must be an http or https address",
        "{\"webhook\": 7}                   | webhook: must be",
        "{\"webhook\": \"http://\"}         | webhook: must be",
        "{\"flush_interval_seconds\": 0}    | flush_interval_seconds: must be a whole number from 1 to 900",
        "{\"flush_interval_seconds\": 901}  | flush_interval_seconds",
        "{\"free_space_mb\": \"1\"}         | free_space_mb",
        "{\"body_budget_mb\": 23}           | body_budget_mb",
        "{\"engine_memory_mb\": 1.5}        | engine_memory_mb",
        "{\"query_memory_mb\": 63}          | query_memory_mb",
        "{\"query_timeout_seconds\": 0}     | query_timeout_seconds",
        "{\"queries_at_once\": 0}           | queries_at_once",
        "{\"queries_waiting\": -1}          | queries_waiting",
        "[]                                 | one JSON object",
        "{                                  | line 1: not JSON"
      })
  void whatIsWrongIsNamed(String json, String problem) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(LocalConfig.InvalidConfig.class)
        .hasMessageContaining("local.json")
        .hasMessageContaining(problem);
  }

  private LocalConfig read(String json) throws IOException {
    return LocalConfig.read(Files.writeString(folder.resolve("local.json"), json));
  }
}

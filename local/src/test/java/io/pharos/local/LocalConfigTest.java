package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.core.shape.InvalidFiles;
import io.pharos.core.testing.SchemaFile;
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
        .isInstanceOf(InvalidFiles.class)
        .hasMessageContaining("the file is not UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"port\": 1}                      | port: there is no such key; there are cors_origins",
        "{\"write_key\": []}                | write_key: there is no such key: did you mean 'write_keys'?",
        "{\"cors_origins\": \"*\"}          | cors_origins: takes a list",
        "{\"cors_origins\": [\"\"]}         | cors_origins[0]: '' is not a text that is not blank",
        "{\"write_keys\": [7]}              | write_keys[0]: takes a text that is not blank, not 7",
        "{\"webhook\": \"ftp://x.example\"} | webhook: 'ftp://x.example' is not an http or https address",
        "{\"webhook\": 7}                   | webhook: takes an http or https address",
        "{\"webhook\": \"http://\"}         | webhook: 'http://' is not an http or https address",
        "{\"webhook\": \"http:///x\"}       | webhook: 'http:///x' is not an http or https address",
        "{\"flush_interval_seconds\": 0}    | flush_interval_seconds: 0 is not a whole number from 1 to 900",
        "{\"flush_interval_seconds\": 901}  | flush_interval_seconds: 901 is not",
        "{\"flush_interval_seconds\": null} | flush_interval_seconds: takes a whole number from 1 to 900; give it a value or remove the key",
        "{\"free_space_mb\": \"1\"}         | free_space_mb: takes a whole number from 1 to 1000000, not 1",
        "{\"body_budget_mb\": 23}           | body_budget_mb: 23 is not",
        "{\"engine_memory_mb\": 1.5}        | engine_memory_mb: takes a whole number",
        "{\"query_memory_mb\": 63}          | query_memory_mb: 63 is not",
        "{\"query_timeout_seconds\": 0}     | query_timeout_seconds: 0 is not",
        "{\"queries_at_once\": 0}           | queries_at_once: 0 is not",
        "{\"queries_waiting\": -1}          | queries_waiting: -1 is not",
        "{\"queries_waiting\": 1, \"queries_waiting\": 2} | queries_waiting: is there twice",
        "[]                                 | local.json:1: takes keys",
        "{} {}                              | local.json:1: this is not JSON",
        "webhook: no JSON                   | local.json:1: this is not JSON",
        "{                                  | local.json:1: this is not JSON"
      })
  void whatIsWrongIsNamed(String json, String problem) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InvalidFiles.class)
        .hasMessageContaining("local.json:1: ")
        .hasMessageContaining(problem);
  }

  @Test
  void everyProblemIsSaidAtOnceWithItsLine() {
    assertThatThrownBy(() -> read("{\n\t\"webhook\": 7,\n\t\"queries_waiting\": -1\n}"))
        .hasMessageContaining("local.json:2: webhook: ")
        .hasMessageContaining("local.json:3: queries_waiting: ");
  }

  /** Run the test with {@code -Dpharos.update=true} to write the file anew. */
  @Test
  void theSchemaUnderDocsIsUpToDate() throws IOException {
    SchemaFile.requireUpToDate(
        LocalProcess.ROOT.resolve("docs/schema/local.schema.json"), LocalConfigKeys.schema());
  }

  private LocalConfig read(String json) throws IOException {
    return LocalConfig.read(Files.writeString(folder.resolve("local.json"), json));
  }
}

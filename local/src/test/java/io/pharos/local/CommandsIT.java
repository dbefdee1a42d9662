package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsIT {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @TempDir private static Path folder;
  private static LocalProcess warehouse;

  @BeforeAll
  static void start() throws IOException {
    warehouse = LocalProcess.up(folder.resolve("data"));
    warehouse.post(
        "/advertising/impressions",
        "{\"impressions\":[{\"ad_id\":\"0199aa00-0000-7000-8000-000000000001\","
            + "\"occurred_at\":\"2026-01-15 09:41:00\"},{\"ad_id\":\"wrong\"}]}");
    warehouse.post("/api/flush", "{}");
    String query = "select count(*) as n from advertising.clicks";
    Files.writeString(folder.resolve("query.sql"), query);
    Files.writeString(folder.resolve("marked.sql"), "\uFEFF" + query);
    Files.write(folder.resolve("latin.sql"), "select 'ü'".getBytes(StandardCharsets.ISO_8859_1));
  }

  @AfterAll
  static void stop() {
    warehouse.close();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "commands.psv", delimiter = '|', quoteCharacter = '`')
  void aCommandAsWrittenEndsAsItShould(
      String command, int code, @Nullable String out, @Nullable String err) {
    LocalProcess.Ended ended = LocalProcess.run(words(command));

    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(code);
    if (out == null) {
      assertThat(ended.out()).isEmpty();
    } else {
      assertThat(ended.out()).contains(out);
    }
    if (err != null) {
      assertThat(ended.err()).contains(err);
    }
  }

  private static String[] words(String command) {
    Matcher matcher =
        WORD.matcher(
            command
                .replace("DATA", folder.resolve("data").toString())
                .replace("URL", warehouse.url().toString())
                .replace("FOLDER", folder.toString()));
    List<String> words = new ArrayList<>();
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return words.toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tables",
        "partitions",
        "queries",
        "status",
        "quarantine list",
        "curate list",
        "curate history"
      })
  void jsonIsOneArrayOfObjectsAndNothingElse(String command) {
    LocalProcess.Ended ended = LocalProcess.run(words(command + " --format json --url URL"));

    assertThat(ended.code()).as(ended.err()).isZero();
    JsonNode json = LocalProcess.json(ended.out());
    assertThat(json.isArray()).isTrue();
    json.forEach(row -> assertThat(row.isObject()).isTrue());
  }

  @Test
  void curateRunFillsTheTableAndServesIt() {
    LocalProcess.Ended run =
        LocalProcess.run(
            words("curate run advertising.ad_traffic --window 2026-01-15 --format json --url URL"));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(LocalProcess.json(run.out()).at("/0/rows").asInt()).isEqualTo(1);
    assertThat(
            warehouse
                .get(
                    "/advertising/traffic/0199aa00-0000-7000-8000-000000000001"
                        + "?start=2026-01-01&end=2026-01-31")
                .body())
        .contains("\"impressions\":1");
  }

  @Test
  void aPortThatIsTakenIsSaid() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      LocalProcess.Ended up =
          LocalProcess.run(words("up --data FOLDER/other --port " + taken.getLocalPort()));

      assertThat(up.code()).isEqualTo(1);
      assertThat(up.err()).contains("" + taken.getLocalPort()).contains("--port");
    }
  }

  @Test
  void everyProblemOfTheDefinitionsIsSaidAtOnce() {
    Home home =
        Home.shipped(folder.resolve("broken"))
            .write("tables/shop/one.yaml", "kind: steaming\n")
            .write("tables/shop/two.yaml", "kind: batch\ncolumns: [{name: a, type: varchar}]\n");

    assertThat(refusal(home))
        .contains("tables/shop/one.yaml:1: kind: 'steaming'")
        .contains("tables/shop/two.yaml:2: columns[0].type: there is no type 'varchar'");
  }

  @Test
  void sqlOfACurationThatIsNotAthenasIsSaidAtTheStart() {
    Home home =
        Home.shipped(folder.resolve("sql"))
            .write(
                "curations/advertising/ad_traffic.sql",
                "select ad_id, 1 as impressions,\n  frobnicate(1) as clicks\nfrom clicks");

    assertThat(refusal(home))
        .contains("curations/advertising/ad_traffic.sql:2:")
        .contains("frobnicate");
  }

  @Test
  void inputsThatTheSqlDoesNotReadAreSaidAtTheStart() {
    Home home =
        Home.shipped(folder.resolve("inputs"))
            .write(
                "curations/advertising/ad_traffic.sql",
                "select ad_id, 1 as impressions, ${wrong} as clicks from advertising.clicks");

    assertThat(refusal(home))
        .contains("the SQL does not read advertising.impressions")
        .contains("${wrong}");
  }

  @Test
  void everyProblemOfTheConfigurationIsSaidAtOnce() {
    Home home =
        Home.shipped(folder.resolve("config"))
            .write("config/local.json", "{\"port\": 1, \"free_space_mb\": \"much\"}");

    assertThat(refusal(home))
        .contains("local.json")
        .contains("port: there is no such key")
        .contains("free_space_mb");
  }

  private static String refusal(Home home) {
    try (LocalProcess up = LocalProcess.start(home.path(), folder.resolve("nothing"))) {
      assertThat(up.awaitEnd()).isEqualTo(1);
      return up.output();
    }
  }
}

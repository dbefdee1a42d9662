package io.pharos.core.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.shape.InvalidFiles;
import io.pharos.core.shape.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionBundleTest {
  private static final Path TABLES = Fixtures.ROOT.resolve("tables");
  private static final Path CURATIONS = Fixtures.ROOT.resolve("curations");
  private static final CurationName TRAFFIC = CurationName.parse("advertising.ad_traffic");

  @TempDir Path folder;

  @Test
  void whatIsShippedComesBackAsItWas() {
    assertThat(DefinitionBundle.read(shipped(), UnaryOperator.identity()))
        .isEqualTo(DefinitionReader.read(TABLES, CURATIONS));
  }

  @Test
  void tablesAndCurationsStandInTheOrderOfTheirNames() {
    Definitions read = DefinitionBundle.read(shipped(), UnaryOperator.identity());

    assertThat(List.copyOf(read.tables().keySet())).isSorted();
    assertThat(List.copyOf(read.curations().keySet())).isSorted();
    assertThat(names(shipped(), "tables"))
        .containsExactly(
            "advertising/_database.yaml",
            "advertising/ad_traffic.yaml",
            "advertising/advertising.yaml",
            "advertising/clicks.yaml",
            "advertising/impressions.yaml");
    assertThat(names(shipped(), "curations"))
        .containsExactly(
            "advertising/ad_traffic.yaml",
            "advertising/advertising.yaml",
            "advertising/ad_traffic.sql",
            "advertising/advertising.sql");
  }

  @Test
  void theSameFilesGiveTheSameBytes() throws IOException {
    shop("b", "a", "c");
    byte[] once = bundled();
    for (String table : List.of("a", "b", "c")) {
      Files.delete(folder.resolve("tables/shop/" + table + ".yaml"));
    }
    shop("c", "b", "a");

    assertThat(bundled()).isEqualTo(once);
    assertThat(shipped()).isEqualTo(shipped());
    assertThat(new String(once, StandardCharsets.UTF_8)).endsWith("}\n").doesNotContain("\r");
  }

  @Test
  void aChangedColumnChangesTheBundle() throws IOException {
    shop("orders");
    byte[] before = bundled();
    Path orders = folder.resolve("tables/shop/orders.yaml");

    Files.writeString(orders, Files.readString(orders).replace("type: int", "type: bigint"));

    assertThat(bundled()).isNotEqualTo(before);
  }

  @Test
  void otherFilesBesideThemChangeNothing() throws IOException {
    shop("orders");
    byte[] before = bundled();

    Files.writeString(folder.resolve("tables/shop/README.md"), "Orders");
    Files.writeString(folder.resolve("tables/shop/.orders.yaml.swp"), "x");

    assertThat(bundled()).isEqualTo(before);
  }

  @Test
  void thereMayBeNoCurations() throws IOException {
    shop("orders");

    Definitions read = DefinitionBundle.read(bundled(), UnaryOperator.identity());

    assertThat(read.curations()).isEmpty();
    assertThat(read.tables()).containsOnlyKeys(TableName.parse("shop.orders"));
  }

  @Test
  void aDatabaseIsCalledAsItIsWhereTheSqlRuns() {
    Definitions read = DefinitionBundle.read(shipped(), database -> "Pharos$1\\_" + database);

    assertThat(new String(shipped(), StandardCharsets.UTF_8))
        .contains("from ${database:advertising}.impressions");
    assertThat(sql(read))
        .contains("from Pharos$1\\_advertising.impressions")
        .doesNotContain("${database:");
  }

  @Test
  void thePlaceholdersOfARunStayOpen() {
    assertThat(sql(DefinitionBundle.read(shipped(), database -> "other_" + database)))
        .contains("${window_start}", "${arrival_end}");
  }

  @Test
  void theSqlIsTheOneThatWasChecked() {
    byte[] bundle =
        DefinitionBundle.write(
            TABLES,
            CURATIONS,
            (definitions, database) ->
                withSql(definitions, sql -> "select '" + sql.length() + "'"));

    assertThat(sql(DefinitionBundle.read(bundle, UnaryOperator.identity())))
        .matches("select '[0-9]+'");
  }

  @Test
  void allProblemsOfAllFilesAreFoundWhenItIsWritten() throws IOException {
    List<String> expected = Files.readAllLines(Fixtures.folder("broken/problems.txt"));

    InvalidFiles invalid =
        catchThrowableOfType(
            InvalidFiles.class,
            () ->
                DefinitionBundle.write(
                    Fixtures.folder("broken/tables"),
                    Fixtures.folder("broken/curations"),
                    DefinitionBundleTest::qualified));

    assertThat(invalid.problems()).map(Problem::toString).containsExactlyElementsOf(expected);
  }

  @Test
  void theProblemsOfTheSqlGoUp() {
    InvalidFiles problem =
        new InvalidFiles(List.of(new Problem("curations/a/b.sql", 3, "sql", "no")));

    assertThatExceptionOfType(InvalidFiles.class)
        .isThrownBy(() ->
            DefinitionBundle.write(
                TABLES,
                CURATIONS,
                (definitions, database) -> {
                  throw problem;
                }))
        .isSameAs(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "nonsense", "{\"version\": 1", "[]", "7", "null", "\"text\"", "{}"})
  void whatIsNoBundleIsRefused(String bundle) {
    assertThat(problem(bundle.getBytes(StandardCharsets.UTF_8)))
        .startsWith("pharos.json:1: this is no bundle of definitions that can be read here: ")
        .endsWith("; make it anew with ./pharos package");
  }

  @Test
  void bytesThatAreNoTextAreNoBundle() {
    assertThat(problem(new byte[] {0, 0, (byte) 0xFF, (byte) 0xFE, 1}))
        .contains("this is no bundle of definitions");
  }

  @Test
  void aTornBundleIsRefused() {
    byte[] whole = shipped();

    assertThat(problem(Arrays.copyOf(whole, whole.length / 2)))
        .contains("this is no bundle of definitions");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 2, 10})
  void aBundleOfAnotherVersionIsRefused(int version) throws IOException {
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(shipped());

    assertThat(problem(json.put("version", version).toString().getBytes(StandardCharsets.UTF_8)))
        .contains("it is not of version 1");
  }

  @Test
  void definitionsThatFitNoMoreAreRefused() throws IOException {
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(shipped());
    ((ObjectNode) json.path("tables")).remove("advertising/clicks.yaml");

    assertThat(problem(json.toString().getBytes(StandardCharsets.UTF_8)))
        .contains("curations/advertising/ad_traffic.yaml", "advertising.clicks");
  }

  private static byte[] shipped() {
    return DefinitionBundle.write(TABLES, CURATIONS, DefinitionBundleTest::qualified);
  }

  private byte[] bundled() {
    return DefinitionBundle.write(
        folder.resolve("tables"), folder.resolve("curations"), DefinitionBundleTest::qualified);
  }

  private void shop(String... tables) throws IOException {
    Files.createDirectories(folder.resolve("tables/shop"));
    for (String table : tables) {
      Files.writeString(
          folder.resolve("tables/shop/" + table + ".yaml"),
          """
          kind: streaming
          columns:
            - {name: pieces, type: int}
            - {name: sold_at, type: timestamp}
          event_time: sold_at
          """);
    }
  }

  private static Definitions qualified(
      Definitions definitions, UnaryOperator<String> databaseName) {
    return withSql(
        definitions,
        sql -> sql.replace("from advertising.", "from " + databaseName.apply("advertising") + "."));
  }

  private static Definitions withSql(Definitions definitions, UnaryOperator<String> sql) {
    SequencedMap<CurationName, CurationDefinition> changed = new LinkedHashMap<>();
    definitions
        .curations()
        .forEach(
            (name, curation) -> changed.put(name, curation.withSql(sql.apply(curation.sql()))));
    return new Definitions(definitions.databases(), definitions.tables(), changed);
  }

  private static String sql(Definitions definitions) {
    return Objects.requireNonNull(definitions.curations().get(TRAFFIC)).sql();
  }

  private static String problem(byte[] bundle) {
    return String.valueOf(
        catchThrowableOfType(
                InvalidFiles.class, () -> DefinitionBundle.read(bundle, UnaryOperator.identity()))
            .getMessage());
  }

  private static List<String> names(byte[] bundle, String part) {
    try {
      JsonNode files = new ObjectMapper().readTree(bundle).path(part);
      return files.properties().stream().map(Map.Entry::getKey).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

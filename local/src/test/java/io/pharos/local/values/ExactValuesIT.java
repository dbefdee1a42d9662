package io.pharos.local.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.Column;
import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.definition.TableName;
import io.pharos.local.Home;
import io.pharos.local.LocalProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random values of every type come out as they went in, by every way out. Another seed: {@code
 * -Dpharos.values.seed=7}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExactValuesIT {
  private static final long SEED = Long.getLong("pharos.values.seed", 20_261_121);
  private static final int EVENTS = 300;
  private static final String RESOURCES = "/io/pharos/local/values/";

  private Path data;
  private LocalProcess warehouse;
  private ColumnType.Struct columns;
  private Map<Integer, Map<String, String>> sent;

  @BeforeAll
  void send(@TempDir Path folder) {
    data = folder.resolve("data");
    Home home =
        Home.empty(folder)
            .table("zoo/sent", RESOURCES + "sent.yaml")
            .table("zoo/served", RESOURCES + "served.yaml")
            .file("curations/zoo/serve.yaml", RESOURCES + "serve.yaml")
            .file("curations/zoo/serve.sql", RESOURCES + "serve.sql");
    columns = columns(home.path());
    warehouse = LocalProcess.up(home.path(), data);
    sent = new TreeMap<>();
    String answer = warehouse.post("/zoo/sent", "{\"sent\":[" + events() + "]}").body();
    assertThat(answer).contains("\"failed_count\":0");
    assertThat(warehouse.post("/api/flush", "{}").statusCode()).isEqualTo(200);
  }

  @AfterAll
  void end() {
    warehouse.close();
  }

  private static ColumnType.Struct columns(Path home) {
    List<Column> all =
        DefinitionReader.read(home.resolve("tables"), home.resolve("curations"))
            .table(TableName.parse("zoo.served"))
            .orElseThrow()
            .columns();
    return new ColumnType.Struct(
        all.stream().map(column -> new ColumnType.Field(column.name(), column.type())).toList());
  }

  private String events() {
    RandomValues random = new RandomValues(SEED);
    SentJson json = new SentJson(random);
    return IntStream.range(0, EVENTS)
        .mapToObj(nr -> {
          Map<String, @Nullable Object> event = new LinkedHashMap<>();
          columns.fields().forEach(field -> event.put(field.name(), random.value(field.type())));
          event.put("nr", (long) nr);
          sent.put(nr, texts(event));
          return json.of(columns, event).replaceFirst("}$", ",\"at\":\"2026-01-15 12:00:00\"}");
        })
        .collect(Collectors.joining(","));
  }

  private Map<String, String> texts(Map<?, ?> row) {
    Map<String, String> texts = new LinkedHashMap<>();
    columns
        .fields()
        .forEach(
            field -> texts.put(field.name(), ValueText.of(field.type(), row.get(field.name()))));
    return texts;
  }

  /** Every row is there once, each of its values as it was sent. */
  private void assertAsSent(Stream<? extends Map<?, ?>> rows) {
    Map<Integer, Map<String, String>> missing = new TreeMap<>(sent);
    List<String> changed = new ArrayList<>();
    rows.map(this::texts)
        .forEach(row -> {
          Map<String, String> before = missing.remove(Integer.valueOf(row.get("nr")));
          row.forEach((column, text) -> {
            if (before == null || !text.equals(before.get(column))) {
              changed.add(
                  row.get("nr")
                      + " "
                      + column
                      + ": "
                      + (before == null ? "nothing" : before.get(column))
                      + " became "
                      + text);
            }
          });
        });
    assertThat(changed).as("changed on the way").isEmpty();
    assertThat(missing.keySet()).as("not there").isEmpty();
  }

  @Test
  void bySql() {
    String names =
        columns.fields().stream().map(ColumnType.Field::name).collect(Collectors.joining(", "));

    List<? extends Map<?, ?>> rows = query("select " + names + " from zoo.sent");

    assertAsSent(rows.stream());
    assertThat(rows).extracting(row -> row.get("big")).allMatch(ExactValuesIT::isNumber);
    assertThat(rows).extracting(row -> row.get("huge")).allMatch(ExactValuesIT::isNumber);
  }

  private static boolean isNumber(@Nullable Object value) {
    return value == null || value instanceof ExactJson.Digits;
  }

  private List<? extends Map<?, ?>> query(String sql) {
    return warehouse
        .post("/api/sql", "{\"sql\":\"" + sql + "\"}")
        .body()
        .lines()
        .map(ExactJson::object)
        .toList();
  }

  @Test
  void byTheRawArchive() {
    LocalProcess.await(
        "the archive of what was filed", () -> !files("raw/zoo/sent", ".json.gz").isEmpty());

    List<String> lines =
        files("raw/zoo/sent", ".json.gz").stream().flatMap(ExactValuesIT::lines).toList();

    assertAsSent(lines.stream().map(ExactJson::object));
  }

  @Test
  void byTheParquetFileAndAnotherReader() throws IOException {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Path file : files("lake/zoo/sent", ".parquet")) {
      rows.addAll(ParquetRows.of(file, columns));
    }

    assertAsSent(rows.stream());
  }

  @Test
  void byTheLookUp() {
    String days = "{\"from\":\"2026-01-15\",\"to\":\"2026-01-15\"}";
    assertThat(warehouse.post("/api/curations/zoo.serve/runs", days).body())
        .as(warehouse.output())
        .contains("\"state\":\"succeeded\"");

    assertAsSent(sent.keySet().stream().map(this::looked));
  }

  private Map<?, ?> looked(int nr) {
    String path = "/zoo/animals/" + nr + "?start=2026-01-15&end=2026-01-15";
    String answer = warehouse.get(path).body();
    if (!(ExactJson.object(answer).get("days") instanceof List<?> days) || days.size() != 1) {
      throw new IllegalStateException(answer);
    }
    Map<Object, @Nullable Object> row = new LinkedHashMap<>((Map<?, ?>) days.getFirst());
    row.put("nr", nr);
    return row;
  }

  private List<Path> files(String below, String suffix) {
    if (!Files.isDirectory(data.resolve(below))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(data.resolve(below))) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> lines(Path file) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

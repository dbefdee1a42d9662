package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that engines, layout, SQL, Hive and Glue use for themselves, from beacon to look-up. */
class NamesIT {
  private static final Set<String> COLUMNS = names("columns.txt");
  private static final Set<String> TABLES = names("tables.txt");
  private static final String DAY = "2026-01-15";

  /** The engine writes all columns of a file at once: 120 KB each before the first row. */
  private static final String ENGINE_FOR_TWO_THOUSAND_COLUMNS = "{\"engine_memory_mb\": 512}";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @TempDir private static Path folder;
  private static LocalProcess warehouse;

  @BeforeAll
  static void start() {
    Home home = Home.empty(folder);
    home.write("config/local.json", ENGINE_FOR_TWO_THOUSAND_COLUMNS);
    everyColumn(home);
    TABLES.forEach(name -> everywhere(home, name));
    warehouse = LocalProcess.up(home.path(), folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    warehouse.close();
  }

  private static Set<String> names(String file) {
    try (InputStream in =
        Objects.requireNonNull(NamesIT.class.getResourceAsStream("names/" + file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Arrays.stream(line.split(" ")))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A table, and what is curated of it, with a column and a field of every name. */
  private static void everyColumn(Home home) {
    String columns =
        each("\n", name -> "  - {name: '%1$s', type: string}".formatted(name))
            + "\n  - {name: its_fields, type: 'struct<"
            + each(",", name -> name + ":timestamp")
            + ">'}";
    home.write(
        "tables/named/every.yaml",
        """
        kind: streaming
        columns:
        %s
          - {name: looked_up, type: string}
          - {name: its_id, type: string, format: uuid, generated: true}
          - {name: happened_at, type: timestamp, required: true}
        id: its_id
        event_time: happened_at
        """
            .formatted(columns));
    home.write(
        "tables/named/kept.yaml",
        """
        kind: batch
        columns:
        %s
          - {name: looked_up, type: string}
        partition: {key: its_day}
        """
            .formatted(columns));
    curation(
        home,
        "named/kept",
        "inputs: [named.every]",
        "table: named.kept\n  serve: {as: found, key: looked_up, sort: its_day}",
        "select " + each(", ", NamesIT::quoted) + ", its_fields, looked_up from named.every");
  }

  /** A database, a table, a column, a field, a partition key and a curation of one name. */
  private static void everywhere(Home home, String name) {
    home.write(
        "tables/%1$s/%1$s.yaml".formatted(name),
        """
        kind: streaming
        columns:
          - {name: '%1$s', type: string}
          - {name: its_fields, type: 'struct<%1$s:string>'}
          - {name: happened_at, type: timestamp, required: true}
        event_time: happened_at
        """
            .formatted(name));
    home.write(
        "tables/%s/its_days.yaml".formatted(name),
        """
        kind: batch
        columns:
          - {name: looked_up, type: string}
          - {name: its_fields, type: 'struct<%1$s:string>'}
        partition: {key: '%1$s'}
        """
            .formatted(name));
    curation(
        home,
        name + "/" + name,
        "inputs: ['%1$s.%1$s']".formatted(name),
        "table: '%1$s.its_days'\n  serve: {as: found, key: looked_up, sort: '%1$s'}"
            .formatted(name),
        "select %1$s as looked_up, its_fields from %1$s.%1$s".formatted(quoted(name)));
  }

  private static void curation(Home home, String file, String inputs, String output, String sql) {
    home.write(
        "curations/" + file + ".yaml",
        """
        schedule: cron(30 0 * * ? *)
        enabled: false
        %s
        window: {unit: day, lag: 30m, restate: 0}
        output:
          %s
        """
            .formatted(inputs, output));
    home.write(
        "curations/" + file + ".sql",
        sql + " where happened_at >= ${window_start} and happened_at < ${window_end}");
  }

  private static String each(String separator, UnaryOperator<String> text) {
    return COLUMNS.stream().map(text).collect(Collectors.joining(separator));
  }

  /** As SQL and YAML take it. */
  private static String quoted(String name) {
    return '"' + name + '"';
  }

  @Test
  void everyNameIsAColumnAndAField() {
    ObjectNode columns = NODES.objectNode();
    ObjectNode fields = NODES.objectNode();
    COLUMNS.forEach(name -> columns.put(name, "column " + name));
    COLUMNS.forEach(name -> fields.put(name, DAY + " 12:00:00.000"));
    columns.set("its_fields", fields);
    ObjectNode event =
        columns.deepCopy().put("looked_up", "x").put("happened_at", DAY + " 12:00:00");

    send("named", "every", event);

    String select =
        each(", ", NamesIT::quoted)
            + ", its_fields, "
            + each(", ", name -> "its_fields.\"%1$s\" as \"its %1$s\"".formatted(name));
    ObjectNode row = columns.deepCopy();
    COLUMNS.forEach(name -> row.put("its " + name, DAY + " 12:00:00.000"));
    assertThat(warehouse.sql("select " + select + " from named.every")).containsExactly(row);
    run("named.kept");
    assertThat(warehouse.query("select " + select + " from named.kept")).containsExactly(row);
    assertThat(lookedUp("/named/found/x", "its_day"))
        .isEqualTo(NODES.objectNode().put("its_day", DAY).setAll(columns));
  }

  private static Set<String> tables() {
    return TABLES;
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyNameIsADatabaseATableAPartitionKeyAndACuration(String name) {
    ObjectNode fields = NODES.objectNode().put(name, "in it");
    ObjectNode event =
        NODES
            .objectNode()
            .put(name, "x")
            .put("happened_at", DAY + " 12:00:00")
            .set("its_fields", fields);

    send(name, name, event);

    ObjectNode row = NODES.objectNode().put("a", "x").put("b", "x").put("c", "in it");
    assertThat(
            warehouse.sql(
                "select %1$s as a, %1$s.%1$s.%1$s as b, its_fields.%1$s as c from %1$s.%1$s"
                    .formatted(quoted(name))))
        .containsExactly(row);
    run(name + "." + name);
    assertThat(
            warehouse.query(
                "select %1$s as a from %1$s.its_days where %1$s = '%2$s'"
                    .formatted(quoted(name), DAY)))
        .containsExactly(NODES.objectNode().put("a", DAY));
    assertThat(lookedUp("/" + name + "/found/x", name))
        .isEqualTo(NODES.objectNode().put(name, DAY).set("its_fields", fields));
    assertThat(
            warehouse.get("/%s/metrics?from=%2$sT12:00&to=%2$sT12:00".formatted(name, DAY)).body())
        .contains("\"" + name + "\":1");
  }

  private static void send(String database, String table, ObjectNode event) {
    ObjectNode body = NODES.objectNode();
    body.putArray(table).add(event);
    HttpResponse<String> answer = warehouse.post("/" + database + "/" + table, body.toString());
    assertThat(answer.body()).contains("\"failed_count\":0");
  }

  private static void run(String curation) {
    String answer =
        warehouse
            .post(
                "/api/curations/" + curation + "/runs",
                "{\"from\":\"%1$s\",\"to\":\"%1$s\"}".formatted(DAY))
            .body();
    assertThat(answer).contains("\"state\":\"succeeded\"");
  }

  private static JsonNode lookedUp(String path, String sort) {
    String answer = warehouse.get(path + "?start=" + DAY + "&end=" + DAY).body();
    return LocalProcess.json(answer).path(sort + "s").path(0);
  }
}

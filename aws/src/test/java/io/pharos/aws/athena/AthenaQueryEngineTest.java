package io.pharos.aws.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.aws.glue.WorkTables;
import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint.Script;
import io.pharos.core.query.QueryResult;
import io.pharos.core.query.QueryResult.ResultColumn;
import io.pharos.core.query.QueryStatus;
import io.pharos.core.query.RefusedStatement;
import io.pharos.core.query.Statement;
import io.pharos.core.query.Statement.Rows;
import io.pharos.core.testing.Tables;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * What Athena is asked, and what is made of its answers. moto runs no SQL, so that the contract of
 * query engines cannot be tested on it; results are preset, and the answers that moto never gives
 * are scripted.
 */
@NeedsEndpoint
class AthenaQueryEngineTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String START = "StartQueryExecution";
  private static final String STATUS = "GetQueryExecution";
  private static final String RESULTS = "GetQueryResults";
  private static final String STOP = "StopQueryExecution";
  private static final String FOLDER = "lake/shop/sales/day=2026-11-21/run=1/";
  private static final Rows ROWS = new Rows(FOLDER, Tables.SALES.columns());
  private static final Statement.Select ONE = new Statement.Select("SELECT 1");
  private static final Statement.Select NAMED =
      new Statement.Select("SELECT * FROM result", Map.of("result", ROWS));

  private Endpoint endpoint;
  private ScriptedEndpoint scripted;
  private WorkTables tables;
  private AthenaQueryEngine engine;

  @BeforeEach
  void open() {
    endpoint = Endpoint.open();
    endpoint.createDatabase("shop");
    String workgroup = endpoint.createWorkgroup(endpoint.createBucket());
    scripted = ScriptedEndpoint.open();
    tables = new WorkTables(endpoint.glue(), endpoint.names(), "the-lake");
    AthenaClient athena =
        Endpoint.clients(scripted.address(), Duration.ofSeconds(30))
            .build(Endpoint.ours(AthenaClient.builder()));
    engine = new AthenaQueryEngine(athena, workgroup, tables);
  }

  @AfterEach
  void close() {
    tables.drop(FOLDER);
    scripted.close();
    endpoint.close();
  }

  @Test
  void startsASelectInTheWorkgroup() throws JsonProcessingException {
    String id = engine.start(ONE);

    assertThat(id).isNotBlank();
    JsonNode call = JSON.readTree(scripted.calls(START).getFirst().text());
    assertThat(call.path("QueryString").asText()).isEqualTo("SELECT 1");
    assertThat(call.path("WorkGroup").asText()).isEqualTo(endpoint.names().workgroup());
    assertThat(call.path("ClientRequestToken").asText()).isNotBlank();
    assertThat(engine.status(id)).isEqualTo(new QueryStatus.Succeeded(0, 0));
  }

  @Test
  void startsAQueryOnceThoughTheAnswerWasLost() throws JsonProcessingException {
    scripted.next(START, Script.forwardAndDrop());
    engine.start(ONE);

    assertThat(scripted.calls(START)).hasSize(2);
    assertThat(token(0)).isEqualTo(token(1)); // Athena starts one query a token
  }

  private String token(int call) throws JsonProcessingException {
    return JSON.readTree(scripted.calls(START).get(call).text())
        .path("ClientRequestToken")
        .asText();
  }

  @Test
  void givesEachValueItsType() {
    preset(
        columns(
            "flag",
            "boolean",
            "tiny",
            "tinyint",
            "small",
            "smallint",
            "whole",
            "integer",
            "big",
            "bigint",
            "real",
            "float",
            "number",
            "double",
            "price",
            "decimal",
            "text",
            "varchar",
            "day",
            "date",
            "at",
            "timestamp",
            "list",
            "array",
            "far",
            "timestamp with time zone"),
        row(
            "flag", "tiny", "small", "whole", "big", "real", "number", "price", "text", "day", "at",
            "list", "far"),
        row(
            "true",
            "-7",
            "300",
            "70000",
            "9223372036854775807",
            "1.5",
            "1.0E10",
            "12.30",
            "a\n\u00E9",
            "2026-11-21",
            "2026-11-21 09:30:00.123",
            "[1, 2]",
            "2026-11-21 09:30:00.123 UTC"),
        row(
            "false",
            "0",
            "0",
            "0",
            "0",
            "NaN",
            "-Infinity",
            "0.00",
            "",
            "0001-01-01",
            "2026-11-21 09:30:00",
            "[]",
            ""));

    assertThat(select())
        .containsExactly(
            Arrays.asList(
                true,
                -7L,
                300L,
                70_000L,
                Long.MAX_VALUE,
                1.5,
                1.0E10,
                new BigDecimal("12.30"),
                "a\n\u00E9",
                LocalDate.of(2026, 11, 21),
                LocalDateTime.of(2026, 11, 21, 9, 30, 0, 123_000_000),
                "[1, 2]",
                "2026-11-21 09:30:00.123 UTC"),
            Arrays.asList(
                false,
                0L,
                0L,
                0L,
                0L,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                new BigDecimal("0.00"),
                "",
                LocalDate.of(1, 1, 1),
                LocalDateTime.of(2026, 11, 21, 9, 30),
                "[]",
                ""));
  }

  @Test
  void givesNullForEveryType() {
    preset(
        columns("flag", "boolean", "big", "bigint", "text", "varchar", "at", "timestamp"),
        row("flag", "big", "text", "at"),
        row(null, null, null, null));

    assertThat(select()).containsExactly(Arrays.asList(null, null, null, null));
  }

  @Test
  void namesTheColumnsAndTheirTypes() {
    preset(columns("first", "integer", "second", "varchar"), row("first", "second"));
    String id = engine.start(ONE);

    try (QueryResult result = engine.result(id)) {
      assertThat(result.columns())
          .containsExactly(
              new ResultColumn("first", "integer"), new ResultColumn("second", "varchar"));
      assertThat(result.next()).isNull();
      assertThat(result.next()).isNull();
    }
  }

  @Test
  void tellsTheColumnsOfAQueryWithTheTypesThatHaveParts() {
    scripted.next(STATUS, state("SUCCEEDED"));
    scripted.next(
        RESULTS,
        Script.reply(
            200,
            """
            {"ResultSet": {"Rows": [%s, %s], "ResultSetMetadata": {"ColumnInfo": [
              {"Name": "n", "Type": "bigint"},
              {"Name": "price", "Type": "decimal", "Precision": 5, "Scale": 2},
              {"Name": "part", "Type": "float"},
              {"Name": "list", "Type": "array"},
              {"Name": "type of list", "Type": "varchar"}]}}}\
            """
                .formatted(
                    row("n", "price", "part", "list", "type of list"),
                    row(null, null, null, null, "array(row(\"a\" integer))"))));

    assertThat(engine.columns("id"))
        .map(column -> column.name() + " " + column.type())
        .containsExactly(
            "n bigint", "price decimal(5,2)", "part real", "list array(row(\"a\" integer))");
  }

  @Test
  void readsPageAfterPage() {
    scripted.next(
        RESULTS,
        Script.reply(200, page("two", row("n"), row("1"))),
        Script.reply(200, page("three")),
        Script.reply(200, page("", row("2"), row("3"))));

    assertThat(select()).containsExactly(List.of(1L), List.of(2L), List.of(3L));
    assertThat(scripted.calls(RESULTS))
        .extracting(call -> JSON.readTree(call.text()).path("NextToken").asText())
        .containsExactly("", "two", "three");
  }

  @Test
  void readsOnFromAPosition() {
    String position;
    scripted.next(
        RESULTS,
        Script.reply(200, page("two", row("n"), row("1"))),
        Script.reply(200, page("three", row("2"), row("3"))));
    String id = engine.start(new Statement.Select("SELECT 1"));
    try (QueryResult result = engine.result(id)) {
      result.next();
      assertThat(result.next()).containsExactly(2L);
      position = result.position().orElseThrow();
    }

    scripted.next(
        RESULTS,
        Script.reply(200, page("three", row("2"), row("3"))),
        Script.reply(200, page("", row("4"))));
    try (QueryResult rest = engine.result(id, Optional.of(position))) {
      assertThat(rest.next()).containsExactly(3L);
      assertThat(rest.next()).containsExactly(4L);
      assertThat(rest.next()).isNull();
    }
    assertThat(scripted.calls(RESULTS))
        .extracting(call -> JSON.readTree(call.text()).path("NextToken").asText())
        .containsExactly("", "two", "two", "three");
  }

  private static String page(String next, String... rows) {
    String token = next.isEmpty() ? "" : "\"NextToken\": \"" + next + "\", ";
    return """
    {%s"ResultSet": {"Rows": [%s], "ResultSetMetadata":
      {"ColumnInfo": [{"Name": "n", "Type": "bigint"}]}}}\
    """
        .formatted(token, String.join(", ", rows));
  }

  @Test
  void writesRowsAsATableAndSaysHowMany() throws JsonProcessingException {
    String id = engine.start(new Statement.Materialize("SELECT 1", Tables.SALES.name(), ROWS));
    String sql =
        JSON.readTree(scripted.calls(START).getFirst().text()).path("QueryString").asText();
    assertThat(sql)
        .startsWith("CREATE TABLE " + tables.over(FOLDER).sql() + " WITH (")
        .contains("external_location = 's3://the-lake/" + FOLDER + "'");

    for (String type : List.of("DDL", "DML")) { // the reference says DML of a CTAS
      scripted.next(
          STATUS,
          status(
              """
              "Query": %s, "StatementType": "%s", "SubstatementType": "CREATE_TABLE_AS_SELECT",
              "Status": {"State": "SUCCEEDED"}, "Statistics": {"DataScannedInBytes": 98765432101}
              """
                  .formatted(JSON.writeValueAsString(sql), type)));
      scripted.next(RESULTS, Script.reply(200, "{\"UpdateCount\": 42, \"ResultSet\": {}}"));

      assertThat(engine.status(id)).isEqualTo(new QueryStatus.Succeeded(42, 98_765_432_101L));
    }
  }

  @Test
  void countsNoRowsWhereAthenaSaysNothingOfThem() {
    String id = engine.start(new Statement.Materialize("SELECT 1", Tables.SALES.name(), ROWS));

    assertThat(engine.status(id)).isEqualTo(new QueryStatus.Succeeded(0, 0));
  }

  @Test
  void fetchesNoRowsToTellThatASelectSucceeded() {
    engine.status(engine.start(ONE));

    assertThat(scripted.calls(RESULTS)).isEmpty();
  }

  @Test
  void saysHowAQueryStands() {
    scripted.next(
        STATUS,
        state("QUEUED"),
        state("RUNNING"),
        state("CANCELLED"),
        status(
            """
            "Status": {"State": "FAILED", "StateChangeReason": "INVALID_CAST_ARGUMENT: 'a'"}
            """));

    assertThat(engine.status("id")).isInstanceOf(QueryStatus.Running.class);
    assertThat(engine.status("id")).isInstanceOf(QueryStatus.Running.class);
    assertThat(engine.status("id")).isInstanceOf(QueryStatus.Cancelled.class);
    assertThat(engine.status("id")).isEqualTo(new QueryStatus.Failed("INVALID_CAST_ARGUMENT: 'a'"));
  }

  @Test
  void saysThatAQueryFailedWithoutAReason() {
    scripted.next(STATUS, state("FAILED"));

    assertThat(engine.status("id")).isEqualTo(new QueryStatus.Failed("Athena gives no reason"));
  }

  @Test
  void refusesWhatAthenaRefuses() {
    scripted.next(
        START,
        Script.error(
            400, "InvalidRequestException", "line 2:3: mismatched input 'FROM'. Expecting: .."));

    assertThatExceptionOfType(RefusedStatement.class)
        .isThrownBy(() -> engine.start(ONE))
        .withMessage("line 2:3: mismatched input 'FROM'. Expecting: ..");
  }

  @Test
  void refusesAQueryThatIsTooLongWithoutAsking() {
    Statement.Select tooLong =
        new Statement.Select("SELECT '" + "x".repeat(AthenaSqlText.MAX_BYTES) + "'", NAMED.names());

    assertThatExceptionOfType(RefusedStatement.class).isThrownBy(() -> engine.start(tooLong));
    assertThat(scripted.calls(START)).isEmpty();
    assertThat(workTables()).isEmpty();
  }

  @Test
  void failsWhereAthenaTakesNoMoreQueries() {
    scripted.always(
        START, Script.error(400, "TooManyRequestsException", "You have exceeded the limit"));

    assertThatExceptionOfType(AthenaException.class).isThrownBy(() -> engine.start(ONE));
    assertThat(scripted.calls(START)).hasSize(3);
  }

  @Test
  void knowsOnlyTheIdsThatItGaveOut() {
    scripted.always(
        STATUS, Script.error(400, "InvalidRequestException", "QueryExecution id was not found"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.status("id"))
        .withMessage("there is no query 'id'");
  }

  @Test
  void givesNoResultOfAQueryThatDidNotSucceed() {
    for (String state : List.of("RUNNING", "FAILED", "CANCELLED")) {
      scripted.always(STATUS, state(state));

      assertThatIllegalStateException()
          .isThrownBy(() -> engine.result("id"))
          .withMessageContaining("query id has not succeeded")
          .withMessageContaining(state);
    }
  }

  @Test
  void cancelsAQueryThatRuns() {
    String id = engine.start(ONE);
    scripted.next(STATUS, state("RUNNING"));
    engine.cancel(id);

    assertThat(scripted.calls(STOP)).hasSize(1);
    assertThat(engine.status(id)).isInstanceOf(QueryStatus.Cancelled.class);
  }

  @Test
  void leavesAQueryThatEndedAsItIs() {
    String id = engine.start(ONE);
    engine.status(id);
    engine.cancel(id);

    assertThat(scripted.calls(STOP)).isEmpty();
    assertThat(engine.status(id)).isInstanceOf(QueryStatus.Succeeded.class);
  }

  @Test
  void hasATableForANameUntilItsResultIsClosed() {
    preset(columns("n", "bigint"), row("n"), row("1"));
    String id = engine.start(NAMED);
    assertThat(workTables()).containsExactly(tables.over(FOLDER).table());

    try (QueryResult result = engine.result(id)) {
      assertThat(result.next()).isEqualTo(List.of(1L));
      assertThat(workTables()).hasSize(1);
    }
    assertThat(workTables()).isEmpty();
  }

  @Test
  void hasNoTableOfAQueryThatWasCancelled() {
    String id = engine.start(NAMED);
    scripted.next(STATUS, state("RUNNING"));
    engine.cancel(id);

    assertThat(workTables()).isEmpty();
  }

  @Test
  void hasNoTableOfAQueryThatFailed() {
    String id = engine.start(NAMED);
    scripted.next(STATUS, state("RUNNING"), state("FAILED"));
    engine.status(id);
    assertThat(workTables()).hasSize(1);
    engine.status(id);

    assertThat(workTables()).isEmpty();
  }

  @Test
  void hasNoTableOfAQueryThatWasRefused() {
    scripted.next(START, Script.error(400, "InvalidRequestException", "line 1:1: no"));

    assertThatExceptionOfType(RefusedStatement.class).isThrownBy(() -> engine.start(NAMED));
    assertThat(workTables()).isEmpty();
  }

  @Test
  void keepsATableThatAnotherQueryReads() {
    String first = engine.start(NAMED);
    String second = engine.start(NAMED);
    engine.result(first).close();
    assertThat(workTables()).hasSize(1);
    engine.result(second).close();

    assertThat(workTables()).isEmpty();
  }

  private List<List<@Nullable Object>> select() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (QueryResult result = engine.result(engine.start(ONE))) {
      for (List<@Nullable Object> row = result.next(); row != null; row = result.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private List<String> workTables() {
    return endpoint
        .glue()
        .getTables(get -> get.databaseName(endpoint.names().database("shop")))
        .tableList()
        .stream()
        .map(Table::name)
        .toList();
  }

  private static Script state(String state) {
    return status("\"Status\": {\"State\": \"" + state + "\"}");
  }

  private static Script status(String execution) {
    return Script.reply(
        200, "{\"QueryExecution\": {\"QueryExecutionId\": \"id\", " + execution + "}}");
  }

  /** Sets what the next query gives; moto's own. */
  private static void preset(ArrayNode columns, String... rows) {
    ObjectNode body = JSON.createObjectNode();
    body.put("region", "eu-west-1");
    ObjectNode result = body.putArray("results").addObject();
    result.set("column_info", columns);
    ArrayNode all = result.putArray("rows");
    URI presets = Endpoint.address().orElseThrow().resolve("/moto-api/static/athena/query-results");
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String row : rows) {
        all.add(JSON.readTree(row));
      }
      int status =
          client
              .send(
                  HttpRequest.newBuilder(presets)
                      .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode();
      assumeTrue(status == 201, "only moto presets the results of queries");
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Names and types in turn. */
  private static ArrayNode columns(String... namesAndTypes) {
    ArrayNode columns = JSON.createArrayNode();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.addObject().put("Name", namesAndTypes[i]).put("Type", namesAndTypes[i + 1]);
    }
    return columns;
  }

  private static String row(@Nullable String... values) {
    ObjectNode row = JSON.createObjectNode();
    ArrayNode data = row.putArray("Data");
    for (String value : values) {
      ObjectNode datum = data.addObject();
      if (value != null) {
        datum.put("VarCharValue", value);
      }
    }
    return row.toString();
  }
}

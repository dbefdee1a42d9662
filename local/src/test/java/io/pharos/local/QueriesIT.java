package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries that nobody waits for any more, and those that take all they can get. */
class QueriesIT {
  private static final int AT_ONCE = 2;
  private static final int WAITING = 8;
  private static final String LIMITS =
      "{\"queries_at_once\": %d, \"queries_waiting\": %d}".formatted(AT_ONCE, WAITING);

  @TempDir Path folder;

  @Test
  void whenTheClientsOfTenQueriesAreGoneNothingRunsInTheEngine() throws IOException {
    try (LocalProcess warehouse = up(LIMITS)) {
      List<Socket> clients = new ArrayList<>();
      for (int i = 0; i < AT_ONCE + WAITING; i++) {
        clients.add(ask(warehouse, i % 2 == 0 ? LongQuery.COUNTS : LongQuery.SEEKS));
      }
      awaitQueries(warehouse, AT_ONCE + WAITING);
      LocalProcess.await("work in the engine", () -> worksInTheEngine(warehouse));
      assertThat(count(warehouse, "running")).isEqualTo(AT_ONCE);
      refusesOneMore(warehouse);

      for (Socket client : clients) {
        client.close();
      }

      awaitQueries(warehouse, 0);
      LocalProcess.await("rest in the engine", () -> !worksInTheEngine(warehouse));
      assertThat(warehouse.query("select 1 as n")).hasSize(1);
      assertThat(warehouse.stop()).isZero();
    }
  }

  private static void refusesOneMore(LocalProcess warehouse) {
    HttpResponse<String> refused = warehouse.post("/api/sql", body("select 1"));
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body()).contains("queries_at_once");
  }

  @Test
  void aQueryBehindWhichAnotherRequestWaitsEndsWithItsClientToo() throws IOException {
    try (LocalProcess warehouse = up(LIMITS)) {
      try (Socket client = ask(warehouse, LongQuery.COUNTS)) {
        send(client, request("select 1"));
        awaitQueries(warehouse, 1);
      }

      awaitQueries(warehouse, 0);
      LocalProcess.await("rest in the engine", () -> !worksInTheEngine(warehouse));
    }
  }

  @Test
  void aCurationFinishesWhileAskedQueriesTakeAllTheyCanGet() throws IOException {
    try (LocalProcess warehouse = up(LIMITS)) {
      warehouse.post(
          Beacon.IMPRESSIONS, Beacon.IMPRESSIONS.event("0199aa00-0000-7000-8000-000000000001"));
      try (Socket first = ask(warehouse, LongQuery.COUNTS);
          Socket second = ask(warehouse, LongQuery.COUNTS)) {
        LocalProcess.await("both run", () -> count(warehouse, "running") == AT_ONCE);
        assertThat(warehouse.post("/api/flush", "{}").statusCode()).isEqualTo(200);

        HttpResponse<String> run =
            warehouse.post("/api/curations/advertising.ad_traffic/runs", "{}");

        assertThat(run.body()).contains("\"state\":\"succeeded\"");
        assertThat(count(warehouse, "running")).as("they still do").isEqualTo(AT_ONCE);
        assertThat(first.isConnected() && second.isConnected()).isTrue();
      }
    }
  }

  @Test
  void aQueryThatTakesTooLongIsToldTheLimit() {
    try (LocalProcess warehouse = up("{\"query_timeout_seconds\": 1}")) {
      HttpResponse<String> answer = warehouse.post("/api/sql", body(LongQuery.COUNTS));

      assertThat(answer.statusCode()).isEqualTo(504);
      assertThat(answer.body()).contains("longer than 1 s", "query_timeout_seconds");
    }
  }

  @Test
  void theCommandsListAndCancelAndWhoseQueryItWasIsTold() throws Exception {
    try (LocalProcess warehouse = up(LIMITS);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<LocalProcess.Ended> sql =
          threads.submit(
              () -> LocalProcess.run("sql", "--url", warehouse.url() + "", LongQuery.COUNTS));
      awaitQueries(warehouse, 1);

      LocalProcess.Ended listed =
          LocalProcess.run("queries", "--url", warehouse.url() + "", "--format", "json");
      JsonNode query = LocalProcess.json(listed.out()).get(0);
      assertThat(query.path("state").asText()).isEqualTo("running");
      assertThat(query.path("sql").asText()).isEqualTo(LongQuery.COUNTS);
      String id = query.path("query").asText();
      assertThat(LocalProcess.run("queries", "cancel", id, "--url", warehouse.url() + "").code())
          .isZero();

      assertThat(sql.get().code()).isEqualTo(1);
      assertThat(sql.get().err()).contains("the query was cancelled");
      LocalProcess.Ended again =
          LocalProcess.run("queries", "cancel", id, "--url", warehouse.url() + "");
      assertThat(again.code()).isEqualTo(2);
      assertThat(again.err()).contains("./pharos queries lists");
    }
  }

  @Test
  void whoEndsTheCommandEndsTheQuery() throws Exception {
    try (LocalProcess warehouse = up(LIMITS)) {
      Process sql =
          new ProcessBuilder(
                  LocalProcess.command(
                      LocalProcess.ROOT, "sql", "--url", warehouse.url() + "", LongQuery.COUNTS))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      awaitQueries(warehouse, 1);

      sql.destroy(); // as Ctrl-C, which may be turned off for tests
      sql.waitFor();

      awaitQueries(warehouse, 0);
      LocalProcess.await("rest in the engine", () -> !worksInTheEngine(warehouse));
    }
  }

  @Test
  void theEndOfTheWarehouseDoesNotWaitForQueries() throws IOException {
    try (LocalProcess warehouse = up(LIMITS);
        Socket client = ask(warehouse, LongQuery.SEEKS)) {
      awaitQueries(warehouse, 1);

      assertThat(warehouse.stop()).as(warehouse.output()).isZero();

      assertThat(warehouse.output()).doesNotContain("ERROR");
      assertThat(client.isClosed()).isFalse();
    }
  }

  private LocalProcess up(String config) {
    Home home = Home.shipped(folder).write("config/local.json", config);
    return LocalProcess.up(home.path(), folder.resolve("data"));
  }

  /** Whether a thread is in the engine's own code. */
  private static boolean worksInTheEngine(LocalProcess warehouse) {
    return threads(warehouse).contains("org.duckdb.DuckDBNative");
  }

  private static String threads(LocalProcess warehouse) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process =
          new ProcessBuilder(jcmd, "" + warehouse.pid(), "Thread.print")
              .redirectErrorStream(true)
              .start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitQueries(LocalProcess warehouse, int number) {
    LocalProcess.await(number + " queries", () -> queries(warehouse).size() == number);
  }

  private static long count(LocalProcess warehouse, String state) {
    return queries(warehouse)
        .valueStream()
        .filter(query -> query.path("state").asText().equals(state))
        .count();
  }

  private static JsonNode queries(LocalProcess warehouse) {
    return LocalProcess.json(warehouse.get("/api/queries").body());
  }

  private static Socket ask(LocalProcess warehouse, String sql) throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), warehouse.port());
    send(client, request(sql).replace("PORT", "" + warehouse.port()));
    return client;
  }

  private static String request(String sql) {
    String body = body(sql);
    return String.join(
        "\r\n",
        "POST /api/sql HTTP/1.1",
        "Host: localhost:PORT",
        "Content-Type: application/json",
        "Content-Length: " + body.length(),
        "",
        body);
  }

  private static String body(String sql) {
    return JsonNodeFactory.instance.objectNode().put("sql", sql).toString();
  }

  private static void send(Socket client, String request) throws IOException {
    client.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    client.getOutputStream().flush();
  }
}

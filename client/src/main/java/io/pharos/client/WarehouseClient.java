package io.pharos.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.core.address.Localhost;
import io.pharos.core.query.QueryResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A warehouse that runs, over its HTTP API. */
public final class WarehouseClient implements Operations {
  /** The token of a warehouse that listens at more than this machine. */
  private static final String TOKEN_VARIABLE = "PHAROS_TOKEN";

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int OK = 200;
  private static final int WRONG_INPUT = 400;
  private static final int NO_TOKEN = 401;

  private final URI url;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  public WarehouseClient(URI url) {
    if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
      throw OperationFailed.wrongInput(
          "--url: '" + url + "' is not an address such as http://127.0.0.1:8080");
    }
    this.url = Localhost.resolved(url);
  }

  @Override
  public void flush() {
    done(post("flush", Map.of()));
  }

  @Override
  public QueryResult sql(String sql) {
    HttpResponse<InputStream> response = post("sql", Map.of("sql", sql));
    return new HttpQueryResult(
        response.headers().firstValue("X-Pharos-Columns").orElse("[]"), response.body());
  }

  @Override
  public List<QuerySummary> queries() {
    return list(get("queries"), QuerySummary.class);
  }

  @Override
  public void cancel(String query) {
    done(post("queries/" + encoded(query) + "/cancel", Map.of()));
  }

  @Override
  public List<TableSummary> tables() {
    return list(get("tables"), TableSummary.class);
  }

  @Override
  public List<PartitionSummary> partitions() {
    return list(get("partitions"), PartitionSummary.class);
  }

  @Override
  public Status status() {
    return read(get("status"), Status.class);
  }

  @Override
  public List<CurationSummary> curations() {
    return list(get("curations"), CurationSummary.class);
  }

  @Override
  public List<RunSummary> history(String curation) {
    String path = curation.isEmpty() ? "runs" : "curations/" + encoded(curation) + "/runs";
    return list(get(path), RunSummary.class);
  }

  @Override
  public List<RunSummary> run(String curation, String from, String to) {
    return list(
        post("curations/" + encoded(curation) + "/runs", Map.of("from", from, "to", to)),
        RunSummary.class);
  }

  @Override
  public List<RefusedEventSummary> quarantine(String table, String reason, int limit) {
    return list(
        get(
            "quarantine?table="
                + encoded(table)
                + "&reason="
                + encoded(reason)
                + "&limit="
                + limit),
        RefusedEventSummary.class);
  }

  @Override
  public List<ReplaySummary> replay(String table, String reason) {
    return list(
        post("quarantine/replay", Map.of("table", table, "reason", reason)), ReplaySummary.class);
  }

  /**
   * What one of the addresses answers that are not the commands' own, such as a look-up.
   *
   * @param path with its query, from the slash on
   */
  public JsonNode look(String path) {
    return read(send(HttpRequest.newBuilder(url.resolve(path))), JsonNode.class);
  }

  private HttpResponse<InputStream> get(String path) {
    return send(request(path));
  }

  private HttpResponse<InputStream> post(String path, Map<String, String> body) {
    return send(request(path).POST(BodyPublishers.ofString(WireJson.text(body))));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve("/api/" + path))
            .header("Content-Type", "application/json");
    String token = System.getenv(TOKEN_VARIABLE);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private HttpResponse<InputStream> send(HttpRequest.Builder request) {
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), BodyHandlers.ofInputStream());
      if (response.statusCode() != OK) {
        throw refusal(response);
      }
      return response;
    } catch (IOException e) {
      throw OperationFailed.failed(
          "no warehouse answers at " + url + " (" + e + "); start one with ./pharos up");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw OperationFailed.failed("interrupted");
    }
  }

  private static OperationFailed refusal(HttpResponse<InputStream> response) throws IOException {
    String message = error(response);
    if (message.isEmpty()) {
      message = response.uri() + " answered " + response.statusCode() + ": is it a warehouse?";
    }
    if (response.statusCode() == NO_TOKEN) {
      message += "; set it as the environment variable " + TOKEN_VARIABLE;
    }
    return response.statusCode() == WRONG_INPUT
        ? OperationFailed.wrongInput(message)
        : OperationFailed.failed(message);
  }

  /** Empty where it is not a warehouse that refuses. */
  private static String error(HttpResponse<InputStream> response) throws IOException {
    byte[] body = response.body().readAllBytes();
    try {
      return WireJson.read(body).path("error").asText("");
    } catch (IOException notJson) {
      return "";
    }
  }

  private static <T> T read(HttpResponse<InputStream> response, Class<T> type) {
    try (InputStream body = response.body()) {
      return WireJson.read(body, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> List<T> list(HttpResponse<InputStream> response, Class<T> type) {
    try (InputStream body = response.body()) {
      return WireJson.readList(body, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void done(HttpResponse<InputStream> response) {
    read(response, JsonNode.class);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}

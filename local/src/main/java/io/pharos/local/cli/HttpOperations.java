package io.pharos.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.client.OperationFailed;
import io.pharos.core.address.Localhost;
import io.pharos.core.query.QueryResult;
import io.pharos.local.Operations;
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

/** The operations on a warehouse that runs, over its HTTP API. */
final class HttpOperations implements Operations {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int OK = 200;
  private static final int WRONG_INPUT = 400;

  /** The token of a warehouse that listens at more than this machine. */
  static final String TOKEN_VARIABLE = "PHAROS_TOKEN";

  private final URI url;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  HttpOperations(URI url) {
    if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
      throw OperationFailed.wrongInput(
          "--url: '" + url + "' is not an address such as http://127.0.0.1:8080");
    }
    this.url = Localhost.resolved(url);
  }

  @Override
  public void flush() {
    post("flush", JSON.createObjectNode());
  }

  @Override
  public QueryResult sql(String sql) {
    HttpResponse<InputStream> response =
        send(request("sql").POST(body(JSON.createObjectNode().put("sql", sql))));
    return new HttpQueryResult(
        response.headers().firstValue("X-Pharos-Columns").orElse("[]"), response.body());
  }

  @Override
  public ArrayNode queries() {
    return rows("queries");
  }

  @Override
  public void cancel(String query) {
    post("queries/" + encoded(query) + "/cancel", JSON.createObjectNode());
  }

  @Override
  public ArrayNode tables() {
    return rows("tables");
  }

  @Override
  public ArrayNode partitions() {
    return rows("partitions");
  }

  @Override
  public ObjectNode status() {
    return (ObjectNode) read(send(request("status")));
  }

  @Override
  public ArrayNode curations() {
    return rows("curations");
  }

  @Override
  public ArrayNode history(String curation) {
    return rows(curation.isEmpty() ? "runs" : "curations/" + encoded(curation) + "/runs");
  }

  @Override
  public ArrayNode run(String curation, String from, String to) {
    ObjectNode span = JSON.createObjectNode().put("from", from).put("to", to);
    return (ArrayNode) post("curations/" + encoded(curation) + "/runs", span);
  }

  @Override
  public ArrayNode quarantine(String table, String reason, int limit) {
    return rows(
        "quarantine?table=" + encoded(table) + "&reason=" + encoded(reason) + "&limit=" + limit);
  }

  @Override
  public ArrayNode replay(String table, String reason) {
    return (ArrayNode)
        post(
            "quarantine/replay", JSON.createObjectNode().put("table", table).put("reason", reason));
  }

  private ArrayNode rows(String path) {
    return (ArrayNode) read(send(request(path)));
  }

  private JsonNode post(String path, ObjectNode body) {
    return read(send(request(path).POST(body(body))));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve("/api/" + path))
            .header("Content-Type", "application/json");
    String token = System.getenv(TOKEN_VARIABLE);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private static HttpRequest.BodyPublisher body(ObjectNode json) {
    return BodyPublishers.ofString(json.toString());
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
    String body = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    String message;
    try {
      message = JSON.readTree(body).path("error").asText("");
    } catch (IOException notJson) {
      message = "";
    }
    if (message.isEmpty()) {
      message = response.uri() + " answered " + response.statusCode() + ": is it a warehouse?";
    }
    if (response.statusCode() == 401) {
      message += "; set it as the environment variable " + TOKEN_VARIABLE;
    }
    return response.statusCode() == WRONG_INPUT
        ? OperationFailed.wrongInput(message)
        : OperationFailed.failed(message);
  }

  private static JsonNode read(HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}

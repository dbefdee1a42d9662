package io.pharos.aws.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What queries are to give: the endpoint of tests runs no SQL. */
public final class AthenaResults {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode body = MAPPER.createObjectNode().put("region", "eu-west-1");
  private final ArrayNode results = body.putArray("results");

  /** Adds the result of one more query: as Athena does it, its names are its first row. */
  public AthenaResults then(List<String> names, List<String> types, List<List<String>> rows) {
    ObjectNode result = results.addObject();
    ArrayNode columns = result.putArray("column_info");
    for (int i = 0; i < names.size(); i++) {
      columns
          .addObject()
          .put("CatalogName", "hive")
          .put("Name", names.get(i))
          .put("Label", names.get(i))
          .put("Type", types.get(i))
          .put("Precision", 0)
          .put("Scale", 0)
          .put("Nullable", "UNKNOWN")
          .put("CaseSensitive", false);
    }
    ArrayNode all = result.putArray("rows");
    add(all, names);
    rows.forEach(row -> add(all, row));
    return this;
  }

  private static void add(ArrayNode rows, List<? extends @Nullable String> values) {
    ArrayNode data = rows.addObject().putArray("Data");
    values.forEach(value -> data.addObject().put("VarCharValue", value));
  }

  /** Tells the endpoint, for the next queries whose results are read. */
  public void preset() {
    URI presets = Endpoint.address().orElseThrow().resolve("/moto-api/static/athena/query-results");
    HttpRequest request =
        HttpRequest.newBuilder(presets).POST(BodyPublishers.ofString(body.toString())).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException("no results were preset: " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

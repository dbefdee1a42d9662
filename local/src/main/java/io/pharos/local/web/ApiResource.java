package io.pharos.local.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pharos.client.OperationFailed;
import io.pharos.client.Operations;
import io.pharos.client.WireJson;
import io.pharos.core.json.PlainJson;
import io.pharos.core.query.JsonValues;
import io.pharos.core.query.QueryResult;
import io.pharos.http.Errors;
import io.pharos.local.AskedQueries;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The API of a running warehouse for the commands (4.8 of docs/architecture.md). */
@Path("/api")
@ApiGuard.Guarded
@Singleton
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class ApiResource {
  static final String COLUMNS_HEADER = "X-Pharos-Columns";
  private static final String NDJSON = "application/x-ndjson";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_LISTED = 100_000;

  private final Operations operations;
  private final AskedQueries queries;

  @Inject
  public ApiResource(Operations operations, AskedQueries queries) {
    this.operations = operations;
    this.queries = queries;
  }

  /** Files the events that were acknowledged before the request into the lake. */
  @POST
  @Path("flush")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response flush(byte[] ignored) {
    return answer(() -> {
      operations.flush();
      return Map.of();
    });
  }

  /** Runs one read-only query: one line of JSON a row, with the columns in a header. */
  @POST
  @Path("sql")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces({NDJSON, MediaType.APPLICATION_JSON})
  public Response sql(byte[] body, @Context HttpServerRequest request) {
    JsonNode sql = object(body).path("sql");
    if (!sql.isTextual() || sql.asText().isBlank()) {
      return Errors.of(400, "send {\"sql\": \"select ..\"}");
    }
    try {
      QueryResult result = queries.ask(sql.asText(), new Client(request));
      List<String> names = JsonValues.names(result);
      ArrayNode columns = JSON.createArrayNode();
      for (int i = 0; i < names.size(); i++) {
        columns.addObject().put("name", names.get(i)).put("type", result.columns().get(i).type());
      }
      StreamingOutput rows = out -> write(names, result, out);
      return Response.ok(rows, NDJSON).header(COLUMNS_HEADER, ascii(columns.toString())).build();
    } catch (OperationFailed e) {
      return refused(e);
    }
  }

  /** The queries that run or wait. */
  @GET
  @Path("queries")
  public Response queries() {
    return answer(operations::queries);
  }

  /** Ends a query. */
  @POST
  @Path("queries/{id}/cancel")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response cancel(@PathParam("id") String id, byte[] ignored) {
    return answer(() -> {
      operations.cancel(id);
      return Map.of();
    });
  }

  private static void write(List<String> names, QueryResult result, OutputStream out)
      throws IOException {
    try (result;
        OutputStream lines = new BufferedOutputStream(out, 1 << 16)) {
      for (List<@Nullable Object> row = result.next(); row != null; row = result.next()) {
        lines.write(PlainJson.text(JsonValues.row(names, row)).getBytes(StandardCharsets.UTF_8));
        lines.write('\n');
      }
    }
  }

  /** JSON in ASCII for a header; other characters are escaped. */
  private static String ascii(String json) {
    StringBuilder ascii = new StringBuilder();
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      ascii.append(c < 0x7f ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return ascii.toString();
  }

  @GET
  @Path("tables")
  public Response tables() {
    return answer(operations::tables);
  }

  @GET
  @Path("partitions")
  public Response partitions() {
    return answer(operations::partitions);
  }

  @GET
  @Path("status")
  public Response status() {
    return answer(operations::status);
  }

  @GET
  @Path("curations")
  public Response curations() {
    return answer(operations::curations);
  }

  @GET
  @Path("runs")
  public Response runs() {
    return answer(() -> operations.history(""));
  }

  @GET
  @Path("curations/{name}/runs")
  public Response runs(@PathParam("name") String name) {
    return answer(() -> operations.history(name));
  }

  /** Runs a curation for the windows of a span; answers once they have ended. */
  @POST
  @Path("curations/{name}/runs")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response run(@PathParam("name") String name, byte[] body) {
    JsonNode span = object(body);
    return answer(
        () -> operations.run(name, span.path("from").asText(""), span.path("to").asText("")));
  }

  @GET
  @Path("quarantine")
  public Response quarantine(
      @QueryParam("table") @DefaultValue("") String table,
      @QueryParam("reason") @DefaultValue("") String reason,
      @QueryParam("limit") @DefaultValue("1000") String limit) {
    return answer(() -> operations.quarantine(table, reason, limit(limit)));
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LISTED) {
        return limit;
      }
    } catch (NumberFormatException notANumber) {
      // said below
    }
    throw OperationFailed.wrongInput("limit: must be a whole number from 1 to " + MAX_LISTED);
  }

  /** Sends refused events in again. */
  @POST
  @Path("quarantine/replay")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replay(byte[] body) {
    JsonNode which = object(body);
    return answer(
        () -> operations.replay(which.path("table").asText(""), which.path("reason").asText("")));
  }

  private static JsonNode object(byte[] body) {
    try {
      JsonNode json = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
      if (json.isObject()) {
        return json;
      }
    } catch (IOException notJson) {
      // said below
    }
    throw new jakarta.ws.rs.BadRequestException(
        Errors.of(400, "the body must be one JSON object, such as {}"));
  }

  private static Response answer(Supplier<Object> operation) {
    try {
      return Response.ok(WireJson.text(operation.get()), MediaType.APPLICATION_JSON_TYPE).build();
    } catch (OperationFailed e) {
      return refused(e);
    }
  }

  private static Response refused(OperationFailed e) {
    int status =
        switch (e.kind()) {
          case WRONG_INPUT -> 400;
          case FAILED -> 422;
          case BUSY -> 503;
          case TOO_LONG -> 504;
        };
    return Errors.of(status, String.valueOf(e.getMessage()));
  }
}

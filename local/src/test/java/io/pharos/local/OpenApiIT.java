package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiIT {
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "{database}", "advertising",
          "{table}", "impressions",
          "{file}", "impressions.gif",
          "{as}", "traffic",
          "{key}", "3f0e5a52-6f0c-4b1e-9d37-6a3f1c1f7a10",
          "{name}", "advertising.ad_traffic",
          "{id}", "3f0e5a52-6f0c-4b1e-9d37-6a3f1c1f7a10");

  @TempDir private static Path folder;
  private static LocalProcess warehouse;

  @BeforeAll
  static void start() {
    warehouse = LocalProcess.up(folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    warehouse.close();
  }

  @Test
  void theDocumentThatIsServedIsValid() {
    SwaggerParseResult result = parse();

    assertThat(result.getMessages()).isEmpty();
    assertThat(result.getOpenAPI().getPaths()).hasSizeGreaterThan(10);
  }

  @Test
  void everyOperationIsAnsweredWithAStatusThatItDeclares() {
    OpenAPI api = parse().getOpenAPI();
    api.getPaths()
        .forEach((path, item) ->
            item.readOperationsMap()
                .forEach((method, operation) -> {
                  HttpResponse<String> answer = call(method, path);
                  assertThat(operation.getResponses().keySet())
                      .as(method + " " + path + " " + answer.body())
                      .contains(Integer.toString(answer.statusCode()));
                  assertThat(answer.statusCode())
                      .as(method + " " + path + " " + answer.body())
                      .isLessThan(401);
                  holdsWhatIsRequired(
                      Objects.requireNonNull(operation.getResponses().get("200")), answer);
                }));
  }

  private static void holdsWhatIsRequired(ApiResponse declared, HttpResponse<String> answer) {
    if (answer.statusCode() != 200 || declared.getContent().get("application/json") == null) {
      return;
    }
    Schema<?> schema = declared.getContent().get("application/json").getSchema();
    JsonNode json = LocalProcess.json(answer.body());
    assertThat(json.isArray()).isEqualTo("array".equals(schema.getType()));
    if (schema.getRequired() != null) {
      schema.getRequired().forEach(name -> assertThat(json.has(name)).as(name).isTrue());
    }
  }

  private static HttpResponse<String> call(PathItem.HttpMethod method, String path) {
    String address = path;
    for (Map.Entry<String, String> example : EXAMPLES.entrySet()) {
      address = address.replace(example.getKey(), example.getValue());
    }
    if (path.endsWith("{file}")) {
      address += "?ad_id=" + EXAMPLES.get("{key}");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(warehouse.url().resolve(address))
            .header("Content-Type", "application/json");
    if (method == PathItem.HttpMethod.POST) {
      request.POST(BodyPublishers.ofString(body(path)));
    }
    return warehouse.send(request);
  }

  private static String body(String path) {
    return switch (path) {
      case "/{database}/{table}" ->
          "{\"impressions\":[{\"ad_id\":\"3f0e5a52-6f0c-4b1e-9d37-6a3f1c1f7a10\","
              + "\"occurred_at\":\"2026-01-15 09:41:00\"}]}";
      case "/api/sql" -> "{\"sql\":\"select 1 as n\"}";
      default -> "{}";
    };
  }

  private static SwaggerParseResult parse() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    options.setResolveFully(true);
    String document =
        warehouse
            .send(
                HttpRequest.newBuilder(warehouse.url().resolve("/q/openapi"))
                    .header("Accept", "application/json"))
            .body();
    return Objects.requireNonNull(new OpenAPIV3Parser().readContents(document, null, options));
  }
}

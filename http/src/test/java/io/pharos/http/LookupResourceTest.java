package io.pharos.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.core.definition.ServedName;
import io.pharos.core.serving.ServedLookup;
import io.pharos.core.serving.ServedRow;
import io.pharos.core.testing.InMemoryServingTable;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Shipped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LookupResourceTest {
  private static final String AD = "0199aa00-0000-7000-8000-00000000000a";

  private final InMemoryServingTable serving = new InMemoryServingTable();
  private final LookupResource resource =
      new LookupResource(
          new ServedLookup(
              Shipped.advertising(), serving, new MovableClock("2026-11-21T09:41:00Z")));

  @Test
  void aRowIsAnsweredAsJson() throws JsonProcessingException {
    serve("2026-11-21");

    Response answer = rows("traffic", AD, null, null, null, null);

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getMediaType()).isEqualTo(MediaType.APPLICATION_JSON_TYPE);
    assertThat(json(answer).at("/days/0/clickthrough_rate").asDouble()).isEqualTo(0.25);
  }

  @Test
  void everyParameterReachesTheLookup() throws JsonProcessingException {
    serve("2026-10-01");
    serve("2026-10-02");
    serve("2026-10-03");

    JsonNode first = json(rows("traffic", AD, "2026-10-01", "2026-10-02", null, "1"));
    String next = first.path("next").asText();
    JsonNode second = json(rows("traffic", AD, "2026-10-01", "2026-10-02", next, "1"));

    assertThat(first.path("days").findValuesAsText("day")).containsExactly("2026-10-01");
    assertThat(second.path("days").findValuesAsText("day")).containsExactly("2026-10-02");
    assertThat(second.path("next").asText()).isEmpty();
  }

  @Test
  void aBadParameterIsA400ThatNamesIt() throws JsonProcessingException {
    Response answer = rows("traffic", "x", null, null, null, null);

    assertThat(answer.getStatus()).isEqualTo(400);
    assertThat(answer.getMediaType()).isEqualTo(MediaType.APPLICATION_JSON_TYPE);
    assertThat(json(answer).path("error").asText()).isEqualTo("ad_id: 'x' is not a UUID");
  }

  @Test
  void aForgedTokenIsA400() throws JsonProcessingException {
    Response answer = rows("traffic", AD, null, null, "forged", null);

    assertThat(answer.getStatus()).isEqualTo(400);
    assertThat(json(answer).path("error").asText()).startsWith("page: ");
  }

  @Test
  void whatNobodyServesIsA404() throws JsonProcessingException {
    Response answer = rows("weather", AD, null, null, null, null);

    assertThat(answer.getStatus()).isEqualTo(404);
    assertThat(json(answer).path("error").asText()).contains("'weather'");
  }

  private void serve(String day) {
    serving.upsert(
        ServedName.parse("advertising.traffic"),
        List.of(new ServedRow(AD, day, "{\"impressions\":4,\"clicks\":1}")));
  }

  private Response rows(
      String as,
      String key,
      @Nullable String start,
      @Nullable String end,
      @Nullable String page,
      @Nullable String limit) {
    return resource.rows("advertising", as, key, start, end, page, limit);
  }

  private static JsonNode json(Response answer) throws JsonProcessingException {
    Object entity = answer.getEntity();
    String text =
        entity instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : entity + "";
    return new ObjectMapper().readTree(text);
  }
}

package io.pharos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.aws.glue.GlueCatalog;
import io.pharos.aws.testing.AthenaResults;
import io.pharos.aws.testing.GlueIndexes;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint;
import io.pharos.core.definition.TableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events on their way from the beacon to the look-up, through every function. */
@NeedsEndpoint
class EndToEndIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TableName IMPRESSIONS = TableName.parse("advertising.impressions");
  private static final TableName CLICKS = TableName.parse("advertising.clicks");
  private static final String AD = "0199aa00-0000-7000-8000-000000000001";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private final Instant minute =
      Instant.now().minus(10, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MINUTES);
  private Deployment deployment;

  @BeforeEach
  void deploy() {
    deployment = Deployment.create();
  }

  @AfterEach
  void remove() {
    deployment.close();
  }

  @Test
  void eventsGoInAndInformationComesOut() throws IOException {
    eventsAreTaken();
    theyAreCountedInTheirMinute();
    theValidOnesGoOnToTheLake();
    theirHoursAreRegistered();
    theyAreCuratedAndServed();
  }

  private void eventsAreTaken() throws IOException {
    try (FunctionProcess beacon = deployment.start("beacon")) {
      JsonNode impressions =
          body(
              beacon.invoke(
                  Request.post(
                          "/advertising/impressions",
                          "{\"impressions\":[%s,%s,{\"ad_id\":\"x\"},%s]}"
                              .formatted(impression(0), impression(59), impression(60)))
                      .event()));
      JsonNode clicks =
          body(
              beacon.invoke(
                  Request.post(
                          "/advertising/clicks",
                          "{\"clicks\":[{\"impression_id\":\"%s\",\"ad_id\":\"%s\",\"occurred_at\":\"%s\"}]}"
                              .formatted(AD, AD, time(5)))
                      .event()));
      JsonNode pixel =
          beacon.invoke(
              Request.get(
                      "/advertising/impressions.gif?ad_id="
                          + AD
                          + "&occurred_at="
                          + time(30).replace(" ", "%20"))
                  .event());

      assertThat(impressions.path("failed_count").asInt()).isEqualTo(1);
      assertThat(clicks.path("failed_count").asInt()).isZero();
      assertThat(pixel.path("statusCode").asInt()).isEqualTo(200);
      assertThat(beacon.log())
          .contains("\"EventsAccepted\":3")
          .contains("\"EventsQuarantined\":1")
          .contains("\"_aws\"")
          .doesNotContain(AD);
    }
    assertThat(KinesisBatch.of(deployment.stack(), IMPRESSIONS).size()).isEqualTo(2);
  }

  private String impression(int seconds) {
    return "{\"ad_id\":\"" + AD + "\",\"occurred_at\":\"" + time(seconds) + "\"}";
  }

  private String time(int seconds) {
    return TIME.format(LocalDateTime.ofInstant(minute.plusSeconds(seconds), ZoneOffset.UTC));
  }

  private void theyAreCountedInTheirMinute() throws IOException {
    double before = sum("Impressions", minute);
    double beforeNext = sum("Impressions", minute.plusSeconds(60));
    double beforeClicks = sum("Clicks", minute);
    try (ScriptedEndpoint translating = ScriptedEndpoint.open();
        FunctionProcess metrics = deployment.start("realtime-metrics", translating.address())) {
      metrics.invoke(KinesisBatch.of(deployment.stack(), IMPRESSIONS).eventSource());
      metrics.invoke(KinesisBatch.of(deployment.stack(), CLICKS).eventSource());
    }

    assertThat(sum("Impressions", minute)).isEqualTo(before + 3);
    assertThat(sum("Impressions", minute.plusSeconds(60))).isEqualTo(beforeNext + 1);
    assertThat(sum("Clicks", minute)).isEqualTo(beforeClicks + 1);
  }

  private double sum(String metric, Instant start) {
    return deployment.stack().sum("Warehouse/Advertising", metric, start);
  }

  private void theValidOnesGoOnToTheLake() throws IOException {
    KinesisBatch batch = KinesisBatch.of(deployment.stack(), IMPRESSIONS);
    try (FunctionProcess preprocessor = deployment.start("preprocessor")) {
      JsonNode answer = preprocessor.invoke(batch.firehose());

      List<String> lines = new ArrayList<>();
      for (JsonNode record : answer.path("records")) {
        assertThat(record.path("result").asText()).isEqualTo("Ok");
        new String(Base64.getDecoder().decode(record.path("data").asText()), StandardCharsets.UTF_8)
            .lines()
            .forEach(lines::add);
      }
      assertThat(lines).hasSize(4).allMatch(line -> line.contains(AD));
    }
  }

  private void theirHoursAreRegistered() throws IOException {
    try (ScriptedEndpoint indexing = ScriptedEndpoint.open()) {
      GlueIndexes indexes = GlueIndexes.at(indexing);
      try (FunctionProcess partitioner = deployment.start("partitioner", indexing.address())) {
        assertThat(partitioner.invoke("{}").path("advertising.impressions").asInt())
            .isEqualTo(48 + 1 + 12);
      }
      assertThat(indexes.of(deployment.stack().names(), IMPRESSIONS)).hasSize(1);
    }
    GlueCatalog catalog =
        new GlueCatalog(deployment.stack().glue(), deployment.stack().names(), deployment.bucket());
    String now =
        DateTimeFormatter.ofPattern("uuuu/MM/dd/HH", Locale.ROOT)
            .format(LocalDateTime.ofInstant(Instant.now(), ZoneOffset.UTC));
    assertThat(catalog.partition(IMPRESSIONS, now)).isPresent();
    assertThat(catalog.partition(CLICKS, now)).isPresent();
  }

  private void theyAreCuratedAndServed() throws IOException {
    String window;
    try (FunctionProcess curation = deployment.start("curation")) {
      JsonNode run =
          curation.invoke(
              "{\"step\":\"prepare\",\"curation\":\"advertising.ad_traffic\",\"execution\":\"one\"}");
      window = run.path("window").asText();
      assertThat(run.path("sql").asText())
          .contains('"' + deployment.stack().names().database("advertising") + "\".\"impressions\"")
          .doesNotContain("${");
      List<String> columns = List.of("ad_id", "impressions", "clicks");
      List<String> types = List.of("varchar", "bigint", "bigint");
      new AthenaResults()
          .then(columns, types, List.of(List.of("", "", "")))
          .then(List.of("rows"), List.of("bigint"), List.of())
          .then(columns, types, List.of(List.of(AD, "4", "1")))
          .preset();
      ObjectNode step = MAPPER.createObjectNode();
      for (String key : List.of("curation", "window", "run")) {
        step.set(key, run.path(key));
      }
      step.put("execution", "one").put("step", "advance");
      JsonNode asked = run;
      while (!asked.path("status").asText().equals("ended")) {
        step.put("at", asked.path("at").asText()).put("query", started(asked));
        asked = curation.invoke(step.toString());
      }
      JsonNode published = asked;

      assertThat(published.path("state").asText()).isEqualTo("SUCCEEDED");
      assertThat(curation.log()).contains("\"RunsSucceeded\":1");
    }
    try (FunctionProcess traffic = deployment.start("traffic-api")) {
      JsonNode answer =
          traffic.invoke(
              Request.get("/advertising/traffic/%s?start=%s&end=%s".formatted(AD, window, window))
                  .event());

      assertThat(body(answer).path("days").toString())
          .isEqualTo(
              "[{\"day\":\"%s\",\"impressions\":4,\"clicks\":1,\"clickthrough_rate\":0.25}]"
                  .formatted(window));
    }
  }

  /** Starts the query of an answer as the state machine does. */
  private String started(JsonNode answer) {
    return deployment
        .stack()
        .athena()
        .startQueryExecution(start ->
            start
                .queryString(answer.path("sql").asText())
                .workGroup(deployment.stack().names().workgroup()))
        .queryExecutionId();
  }

  private static JsonNode body(JsonNode answer) throws IOException {
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    return MAPPER.readTree(answer.path("body").asText());
  }
}

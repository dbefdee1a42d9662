package io.pharos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.aws.Backoff;
import io.pharos.aws.dynamodb.DynamoDbServingTable;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.core.definition.ServedName;
import io.pharos.core.serving.ServedRow;
import io.pharos.core.serving.ServingTable;
import io.pharos.embedded.state.SqliteServingTable;
import io.pharos.embedded.state.StateDatabase;
import io.pharos.local.LocalProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same requests to the functions and to one machine: the same answers. */
@NeedsEndpoint
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameAnswersIT {
  private static final String AD = "0199aa00-0000-7000-8000-000000000001";

  private Deployment deployment;
  private LocalProcess local;
  private FunctionProcess beacon;
  private FunctionProcess traffic;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    local = LocalProcess.up(data);
    local.close();
    try (StateDatabase state = StateDatabase.open(data.resolve("state.db"))) {
      serve(new SqliteServingTable(state));
    }
    local = LocalProcess.up(data);
    deployment = Deployment.create();
    serve(
        new DynamoDbServingTable(
            deployment.stack().dynamoDb(),
            deployment.stack().names().servingTable(),
            new Backoff(() -> Duration.ofSeconds(5), 3)));
    beacon = deployment.start("beacon");
    traffic = deployment.start("traffic-api");
  }

  private static void serve(ServingTable table) {
    table.upsert(
        ServedName.parse("advertising.traffic"),
        List.of(
            new ServedRow(AD, "2026-11-17", "{\"impressions\":4,\"clicks\":1}"),
            new ServedRow(AD, "2026-11-18", "{\"impressions\":3,\"clicks\":5}"),
            new ServedRow(AD, "2026-11-20", "{\"impressions\":0,\"clicks\":2}")));
  }

  @AfterAll
  void stop() {
    if (deployment != null) {
      deployment.close();
    }
    if (local != null) {
      local.close();
    }
  }

  static List<JsonNode> requests() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(SameAnswersIT.class.getResourceAsStream("/same-answers.json"))) {
      List<JsonNode> requests = new ArrayList<>();
      new ObjectMapper().readTree(file).forEach(requests::add);
      return requests;
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void areGivenInBothPlaces(JsonNode row) throws IOException {
    Request request = Request.of(row);
    boolean lookup = request.target().matches("/[^/?]+/[^/?]+/[^/]+");
    FunctionProcess function = lookup ? traffic : beacon;
    Answer onAws = Answer.of(function.invoke(request.event())).withoutIds(request);
    Answer onOneMachine = RawHttp.send(local.url(), request).withoutIds(request);

    assertThat(onAws).isEqualTo(onOneMachine);
    assertThat(onAws.status()).isBetween(200, 499);
  }
}

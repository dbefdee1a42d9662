package io.pharos.partitioner;

import static io.pharos.aws.testing.EventServer.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.aws.glue.GlueCatalog;
import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.EventServer;
import io.pharos.aws.testing.FunctionStack;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.core.catalog.Partition;
import io.pharos.core.definition.TableName;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;

/** The partitioner on an event as EventBridge Scheduler sends it. */
@NeedsEndpoint
@ExtendWith(FunctionStack.class)
@QuarkusTest
class PartitionerFunctionTest {
  @ConfigProperty(name = "quarkus-internal.aws-lambda.test-api")
  String api = "";

  private final Endpoint stack = FunctionStack.endpoint();

  @Test
  void registersTheHoursOfEveryStreamingTable() {
    String bucket = stack.names().stack() + "-lake";
    stack
        .s3()
        .putObject(
            put -> put.bucket(bucket).key("lake/advertising/clicks/2026/03/01/05/1.parquet"),
            RequestBody.fromString("rows"));
    JsonNode first = EventServer.at(api).answer(event("scheduled"));
    JsonNode again = EventServer.at(api).answer(event("scheduled"));

    assertThat(first.toString())
        .isEqualTo("{\"advertising.clicks\":62,\"advertising.impressions\":61}");
    assertThat(again.toString())
        .isEqualTo("{\"advertising.clicks\":0,\"advertising.impressions\":0}");
    List<Partition> clicks =
        new GlueCatalog(stack.glue(), stack.names(), bucket)
            .partitions(TableName.parse("advertising.clicks"));
    assertThat(clicks)
        .extracting(Partition::value)
        .startsWith("2026/03/01/05", "2026/11/19/10")
        .endsWith("2026/11/21/22")
        .hasSize(62);
    assertThat(clicks.getLast().location()).isEqualTo("lake/advertising/clicks/2026/11/21/22/");
  }
}

package io.pharos.partitioner;

import static io.pharos.aws.testing.EventServer.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.aws.glue.GlueCatalog;
import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.EventServer;
import io.pharos.aws.testing.EventServer.FunctionFailed;
import io.pharos.aws.testing.FunctionStack;
import io.pharos.aws.testing.GlueIndexes;
import io.pharos.aws.testing.GlueIndexes.Index;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint.Script;
import io.pharos.core.catalog.Partition;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.testing.Shipped;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.SequencedMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glue.GlueClient;

/** The partitioner on an event as EventBridge Scheduler sends it. */
@NeedsEndpoint
@ExtendWith(FunctionStack.class)
@QuarkusTest
class PartitionerFunctionTest {
  private static final SequencedMap<TableName, TableDefinition> TABLES =
      Shipped.advertising().tables();

  @ConfigProperty(name = "quarkus-internal.aws-lambda.test-api")
  String api = "";

  @Inject ScriptedEndpoint aws;
  @Inject GlueIndexes indexes;

  private final Endpoint stack = FunctionStack.endpoint();

  @AfterEach
  void forgetPartitions() {
    GlueClient glue = stack.glue();
    for (TableName table : TABLES.keySet()) {
      String database = stack.names().database(table.database());
      glue
          .getPartitionsPaginator(get -> get.databaseName(database).tableName(table.table()))
          .stream()
          .flatMap(page -> page.partitions().stream())
          .forEach(partition ->
              glue.deletePartition(delete ->
                  delete
                      .databaseName(database)
                      .tableName(table.table())
                      .partitionValues(partition.values())));
    }
  }

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

  @Test
  void hasThePartitionsOfEveryTableIndexed() {
    EventServer.at(api).answer(event("scheduled"));

    assertThat(TABLES).hasSizeGreaterThan(2);
    TABLES.forEach((name, table) -> {
      String key = table.partitionKey().orElseThrow();
      assertThat(indexes.of(stack.names(), name))
          .containsExactly(Index.of("by_" + key, "CREATING", key));
    });
  }

  @Test
  void aTableThatCannotBeIndexedDoesNotKeepTheOthersFromTheirTurn() {
    aws.next("GetPartitionIndexes", Script.error(400, "AccessDeniedException", "not authorized"));

    assertThatExceptionOfType(FunctionFailed.class)
        .isThrownBy(() -> EventServer.at(api).answer(event("scheduled")))
        .withMessageContaining("1 tables could not be done; the next run tries again: ")
        .withMessageContaining(TABLES.firstEntry().getKey() + ": not authorized");
    assertThat(indexes.of(stack.names(), TABLES.lastEntry().getKey())).hasSize(1);
    assertThat(EventServer.at(api).answer(event("scheduled")).path("advertising.clicks").asInt())
        .isZero();
  }
}

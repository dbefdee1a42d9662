package io.pharos.aws.glue;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.core.catalog.Catalog;
import io.pharos.core.catalog.CatalogContractTest;
import io.pharos.core.catalog.Partition;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.testing.Tables;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

@NeedsEndpoint
class GlueCatalogTest extends CatalogContractTest {
  private Endpoint endpoint;
  private GlueCatalog catalog;

  @BeforeEach
  void open() {
    endpoint = Endpoint.open();
    for (TableDefinition table : List.of(Tables.IMPRESSIONS, Tables.EVERYTHING)) {
      endpoint.createDatabase(table.name().database());
      endpoint.createTable(table, "lake");
    }
    catalog = new GlueCatalog(endpoint.glue(), endpoint.names(), "lake");
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Override
  protected Catalog catalog() {
    return catalog;
  }

  @Test
  void givesAPartitionTheColumnsOfItsTableAndItsOwnFolder() {
    catalog.register(
        Tables.EVERYTHING.name(), List.of(new Partition("2026/11/21/09", "lake/zoo/9/")));

    StorageDescriptor storage =
        endpoint
            .glue()
            .getPartition(get ->
                get.databaseName(endpoint.names().database("zoo"))
                    .tableName("everything")
                    .partitionValues("2026/11/21/09"))
            .partition()
            .storageDescriptor();
    assertThat(storage.location()).isEqualTo("s3://lake/lake/zoo/9/");
    assertThat(storage.columns()).hasSize(Tables.EVERYTHING.columns().size());
  }

  @Test
  void readsAFolderThatWasGivenWithoutItsSlash() {
    endpoint
        .glue()
        .createPartition(create ->
            create
                .databaseName(endpoint.names().database("zoo"))
                .tableName("everything")
                .partitionInput(input ->
                    input
                        .values("2026/11/21/09")
                        .storageDescriptor(storage -> storage.location("s3://lake/lake/zoo/9"))));

    assertThat(catalog.partitions(Tables.EVERYTHING.name()))
        .containsExactly(new Partition("2026/11/21/09", "lake/zoo/9/"));
  }
}

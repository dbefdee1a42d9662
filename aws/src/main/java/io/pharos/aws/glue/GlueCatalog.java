package io.pharos.aws.glue;

import io.pharos.aws.Actions;
import io.pharos.core.catalog.Catalog;
import io.pharos.core.catalog.Partition;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.StackNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.PartitionError;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/** The partitions of Glue's tables. A partition has the columns and the format of its table. */
public final class GlueCatalog implements Catalog {
  /** BatchCreatePartition accepts at most 100 partitions. */
  static final int MAX_BATCH = 100;

  private static final String EXISTS = "AlreadyExistsException";

  private final GlueClient glue;
  private final StackNames names;
  private final String root;

  /**
   * @param bucket of the lake
   */
  public GlueCatalog(GlueClient glue, StackNames names, String bucket) {
    this.glue = glue;
    this.names = names;
    this.root = "s3://" + bucket + "/";
  }

  @Actions("glue:GetPartitions")
  @Override
  public List<Partition> partitions(TableName table) {
    return glue
        .getPartitionsPaginator(get ->
            get.databaseName(names.database(table.database()))
                .tableName(table.table())
                .excludeColumnSchema(true))
        .stream()
        .flatMap(page -> page.partitions().stream())
        .map(this::partition)
        .sorted(Comparator.comparing(Partition::value))
        .toList();
  }

  @Actions("glue:GetPartition")
  @Override
  public Optional<Partition> partition(TableName table, String value) {
    try {
      return Optional.of(
          partition(
              glue.getPartition(get ->
                      get.databaseName(names.database(table.database()))
                          .tableName(table.table())
                          .partitionValues(value))
                  .partition()));
    } catch (EntityNotFoundException none) {
      return Optional.empty();
    }
  }

  private Partition partition(software.amazon.awssdk.services.glue.model.Partition partition) {
    String location = partition.storageDescriptor().location();
    String key = location.startsWith(root) ? location.substring(root.length()) : location;
    return new Partition(partition.values().getFirst(), key.endsWith("/") ? key : key + "/");
  }

  @Actions({"glue:BatchCreatePartition", "glue:GetTable"})
  @Override
  public int register(TableName table, List<Partition> partitions) {
    if (partitions.isEmpty()) {
      return 0;
    }
    StorageDescriptor storage = storage(table);
    int registered = 0;
    List<PartitionError> errors = new ArrayList<>();
    for (int from = 0; from < partitions.size(); from += MAX_BATCH) {
      List<Partition> batch =
          partitions.subList(from, Math.min(from + MAX_BATCH, partitions.size()));
      List<PartitionError> refused =
          glue.batchCreatePartition(create ->
                  create
                      .databaseName(names.database(table.database()))
                      .tableName(table.table())
                      .partitionInputList(batch.stream().map(one -> input(one, storage)).toList()))
              .errors();
      registered += batch.size() - refused.size();
      refused.stream().filter(error -> !exists(error)).forEach(errors::add);
    }
    if (!errors.isEmpty()) {
      throw new IllegalStateException(
          "%d partitions of %s were not registered, the first of them %s: %s"
              .formatted(
                  errors.size(),
                  table,
                  errors.getFirst().partitionValues(),
                  errors.getFirst().errorDetail().errorMessage()));
    }
    return registered;
  }

  /** Whether somebody else registered it at the same moment: then it exists. */
  private static boolean exists(PartitionError error) {
    return EXISTS.equals(error.errorDetail().errorCode());
  }

  @Actions({"glue:CreatePartition", "glue:GetTable", "glue:UpdatePartition"})
  @Override
  public void switchTo(TableName table, Partition partition) {
    PartitionInput input = input(partition, storage(table));
    try {
      update(table, input);
    } catch (EntityNotFoundException fresh) {
      create(table, input);
    }
  }

  private void update(TableName table, PartitionInput input) {
    glue.updatePartition(update ->
        update
            .databaseName(names.database(table.database()))
            .tableName(table.table())
            .partitionValueList(input.values())
            .partitionInput(input));
  }

  private void create(TableName table, PartitionInput input) {
    try {
      glue.createPartition(create ->
          create
              .databaseName(names.database(table.database()))
              .tableName(table.table())
              .partitionInput(input));
    } catch (AlreadyExistsException atTheSameMoment) {
      update(table, input);
    }
  }

  private StorageDescriptor storage(TableName table) {
    return glue.getTable(
            get -> get.databaseName(names.database(table.database())).name(table.table()))
        .table()
        .storageDescriptor();
  }

  private PartitionInput input(Partition partition, StorageDescriptor storage) {
    return PartitionInput.builder()
        .values(partition.value())
        .storageDescriptor(storage.toBuilder().location(root + partition.location()).build())
        .build();
  }
}

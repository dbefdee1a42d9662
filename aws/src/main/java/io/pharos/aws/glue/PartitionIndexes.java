package io.pharos.aws.glue;

import io.pharos.aws.Actions;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.StackNames;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.PartitionIndexDescriptor;
import software.amazon.awssdk.services.glue.model.PartitionIndexStatus;

/**
 * The indexes by which Glue finds the partitions of a query. Without one it reads all partitions of
 * a table. CloudFormation cannot make them.
 */
public final class PartitionIndexes {
  private static final String PREFIX = "by_";

  private final GlueClient glue;
  private final StackNames names;

  /** Tables whose index is active; they are not checked again. */
  private final Set<TableName> indexed = ConcurrentHashMap.newKeySet();

  public PartitionIndexes(GlueClient glue, StackNames names) {
    this.glue = glue;
    this.names = names;
  }

  /**
   * Makes the index of a table's partitions by their key, unless it exists. Glue fills it in the
   * background, while the table can be read and written.
   *
   * @throws IllegalStateException if Glue failed to make the existing one
   */
  @Actions({
    "glue:CreatePartitionIndex",
    "glue:GetPartitionIndexes",
    "glue:GetTable",
    "glue:UpdateTable"
  })
  public void ensure(TableName table, String key) {
    if (indexed.contains(table)) {
      return;
    }
    List<PartitionIndexDescriptor> indexes = indexes(table, key);
    Optional<PartitionIndexDescriptor> failed = in(PartitionIndexStatus.FAILED, indexes);
    if (in(PartitionIndexStatus.ACTIVE, indexes).isPresent()) {
      indexed.add(table);
    } else if (failed.isPresent()) {
      throw new IllegalStateException(message(table, failed.get()));
    } else if (indexes.isEmpty()) {
      create(table, key);
    }
  }

  private List<PartitionIndexDescriptor> indexes(TableName table, String key) {
    return glue
        .getPartitionIndexesPaginator(
            get -> get.databaseName(names.database(table.database())).tableName(table.table()))
        .partitionIndexDescriptorList()
        .stream()
        .filter(index -> index.keys().getFirst().name().equals(key))
        .toList();
  }

  private static Optional<PartitionIndexDescriptor> in(
      PartitionIndexStatus status, List<PartitionIndexDescriptor> indexes) {
    return indexes.stream().filter(index -> index.indexStatus() == status).findFirst();
  }

  private String message(TableName table, PartitionIndexDescriptor failed) {
    String reason =
        failed.backfillErrors().isEmpty()
            ? "Glue gives no reason"
            : failed.backfillErrors().getFirst().codeAsString();
    return ("its index %s could not be made: %s; delete it, and the next run makes it again:"
            + " aws glue delete-partition-index --database-name %s --table-name %s --index-name %s")
        .formatted(
            failed.indexName(),
            reason,
            names.database(table.database()),
            table.table(),
            failed.indexName());
  }

  private void create(TableName table, String key) {
    try {
      glue.createPartitionIndex(create ->
          create
              .databaseName(names.database(table.database()))
              .tableName(table.table())
              .partitionIndex(index -> index.indexName(PREFIX + key).keys(key)));
    } catch (AlreadyExistsException atTheSameMoment) {
      return;
    }
  }
}

package io.pharos.aws.glue;

import io.pharos.aws.Actions;
import io.pharos.core.definition.Column;
import io.pharos.core.deployment.ParquetFormat;
import io.pharos.core.deployment.StackNames;
import io.pharos.core.hash.Sha256;
import io.pharos.core.lake.LakeLayout;
import io.pharos.core.query.Statement.Rows;
import java.util.Map;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;

/**
 * Tables over folders outside the catalog, which Athena needs to write and read them. Each is named
 * after its folder, so that the same folder always has the same table.
 */
public final class WorkTables {
  private static final int HASH_DIGITS = 32;

  private final GlueClient glue;
  private final StackNames names;
  private final String bucket;

  public WorkTables(GlueClient glue, StackNames names, String bucket) {
    this.glue = glue;
    this.names = names;
    this.bucket = bucket;
  }

  /** A table in Glue. */
  public record WorkTable(String database, String table) {
    /** Its name in Athena's SQL. */
    public String sql() {
      return '"' + database + "\".\"" + table + '"';
    }
  }

  /** The table over a folder of the lake, whether it exists or not. */
  public WorkTable over(String location) {
    return new WorkTable(
        names.database(LakeLayout.database(location)),
        StackNames.WORK_TABLE + Sha256.hex(location, HASH_DIGITS));
  }

  /** Makes the table over a folder of rows, unless it exists. */
  @Actions("glue:CreateTable")
  public WorkTable create(Rows rows) {
    WorkTable table = over(rows.location());
    try {
      glue.createTable(create ->
          create
              .databaseName(table.database())
              .tableInput(input ->
                  input
                      .name(table.table())
                      .tableType("EXTERNAL_TABLE")
                      .parameters(Map.of("classification", "parquet"))
                      .storageDescriptor(storage ->
                          storage
                              .columns(rows.columns().stream().map(WorkTables::column).toList())
                              .location(url(rows.location()))
                              .inputFormat(ParquetFormat.INPUT)
                              .outputFormat(ParquetFormat.OUTPUT)
                              .serdeInfo(serde ->
                                  serde
                                      .serializationLibrary(ParquetFormat.SERDE)
                                      .parameters(Map.of("serialization.format", "1"))))));
    } catch (AlreadyExistsException there) {
      return table;
    }
    return table;
  }

  private static software.amazon.awssdk.services.glue.model.Column column(Column column) {
    return software.amazon.awssdk.services.glue.model.Column.builder()
        .name(column.name())
        .type(column.type().glueName())
        .build();
  }

  /** Drops the table over a folder; its files stay. A missing table is no error. */
  @Actions("glue:DeleteTable")
  public void drop(String location) {
    WorkTable table = over(location);
    try {
      glue.deleteTable(delete -> delete.databaseName(table.database()).name(table.table()));
    } catch (EntityNotFoundException gone) {
      return;
    }
  }

  /** The address of a folder of the lake. */
  public String url(String location) {
    return "s3://" + bucket + "/" + location;
  }
}

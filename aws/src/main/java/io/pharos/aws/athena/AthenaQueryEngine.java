package io.pharos.aws.athena;

import io.pharos.aws.Actions;
import io.pharos.aws.glue.WorkTables;
import io.pharos.core.query.QueryColumn;
import io.pharos.core.query.QueryEngine;
import io.pharos.core.query.QueryResult;
import io.pharos.core.query.QueryStatus;
import io.pharos.core.query.RefusedStatement;
import io.pharos.core.query.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatistics;
import software.amazon.awssdk.services.athena.model.StatementType;

/** Runs statements on Athena, in the stack's workgroup. */
public final class AthenaQueryEngine implements QueryEngine {
  private final AthenaClient athena;
  private final String workgroup;
  private final WorkTables tables;
  private final AthenaSqlText text;

  /** The work tables of the selects started here. */
  private final Map<String, List<String>> read = new ConcurrentHashMap<>();

  public AthenaQueryEngine(AthenaClient athena, String workgroup, WorkTables tables) {
    this.athena = athena;
    this.workgroup = workgroup;
    this.tables = tables;
    this.text = new AthenaSqlText(tables);
  }

  /** Athena reads tables and rows, and writes its results, with the caller's permissions. */
  @Actions({
    "athena:StartQueryExecution",
    "glue:GetDatabase",
    "glue:GetPartitions",
    "glue:GetTable",
    "s3:AbortMultipartUpload",
    "s3:GetBucketLocation",
    "s3:GetObject",
    "s3:ListBucket",
    "s3:ListBucketMultipartUploads",
    "s3:ListMultipartUploadParts",
    "s3:PutObject"
  })
  @Override
  public String start(Statement statement) {
    String sql = text.of(statement);
    statement.reads().forEach(tables::create);
    List<String> folders = statement.reads().stream().map(Statement.Rows::location).toList();
    try {
      String id = start(sql);
      read.put(id, folders);
      return id;
    } catch (RuntimeException e) {
      drop(folders);
      throw e;
    }
  }

  private String start(String sql) {
    try {
      return athena
          .startQueryExecution(start -> start.queryString(sql).workGroup(workgroup))
          .queryExecutionId();
    } catch (InvalidRequestException e) {
      throw new RefusedStatement(message(e), e);
    }
  }

  @Actions({"athena:GetQueryExecution", "athena:GetQueryResults", "s3:GetObject"})
  @Override
  public QueryStatus status(String id) {
    QueryExecution execution = execution(id);
    QueryStatus status = status(execution);
    if (status instanceof QueryStatus.Failed || status instanceof QueryStatus.Cancelled) {
      forget(id);
    }
    return status;
  }

  private QueryStatus status(QueryExecution execution) {
    return switch (execution.status().state()) {
      case QUEUED, RUNNING -> new QueryStatus.Running();
      case SUCCEEDED -> new QueryStatus.Succeeded(rows(execution), scanned(execution));
      case CANCELLED -> new QueryStatus.Cancelled();
      case FAILED, UNKNOWN_TO_SDK_VERSION -> {
        String reason = execution.status().stateChangeReason();
        yield new QueryStatus.Failed(reason == null ? "Athena gives no reason" : reason);
      }
    };
  }

  private QueryExecution execution(String id) {
    try {
      return athena.getQueryExecution(get -> get.queryExecutionId(id)).queryExecution();
    } catch (InvalidRequestException e) {
      throw new IllegalArgumentException("there is no query '" + id + "'", e);
    }
  }

  /**
   * The number of rows that a CTAS wrote. A CTAS is recognised by its text, because its type is DML
   * in Athena's reference and DDL elsewhere.
   */
  private long rows(QueryExecution execution) {
    if (!AthenaSqlText.materializes(execution.query())) {
      return 0;
    }
    Long rows =
        athena
            .getQueryResults(get -> get.queryExecutionId(execution.queryExecutionId()))
            .updateCount();
    return rows == null ? 0 : rows;
  }

  private static long scanned(QueryExecution execution) {
    QueryExecutionStatistics statistics = execution.statistics();
    Long bytes = statistics == null ? null : statistics.dataScannedInBytes();
    return bytes == null ? 0 : bytes;
  }

  @Actions("athena:StopQueryExecution")
  @Override
  public void cancel(String id) {
    if (status(id) instanceof QueryStatus.Running) {
      athena.stopQueryExecution(stop -> stop.queryExecutionId(id));
    }
    forget(id);
  }

  @Actions({"athena:GetQueryExecution", "athena:GetQueryResults", "s3:GetObject"})
  @Override
  public QueryResult result(String id) {
    return fetched(id, Optional.empty());
  }

  @Actions({"athena:GetQueryExecution", "athena:GetQueryResults", "s3:GetObject"})
  @Override
  public QueryResult result(String id, Optional<String> position) {
    return fetched(id, position);
  }

  private AthenaResult fetched(String id, Optional<String> position) {
    QueryExecution execution = execution(id);
    if (execution.status().state() != QueryExecutionState.SUCCEEDED) {
      throw new IllegalStateException("query " + id + " has not succeeded: " + execution.status());
    }
    boolean header = execution.statementType() != StatementType.UTILITY;
    return new AthenaResult(athena, id, header, position, () -> forget(id));
  }

  @Actions({"athena:GetQueryExecution", "athena:GetQueryResults", "s3:GetObject"})
  @Override
  public List<QueryColumn> columns(String id) {
    try (AthenaResult described = fetched(id, Optional.empty())) {
      return described.described();
    }
  }

  /** Drops the tables that only this query reads; the files in their folders stay. */
  private void forget(String id) {
    List<String> folders = read.remove(id);
    if (folders != null) {
      drop(folders);
    }
  }

  private void drop(List<String> folders) {
    folders.stream()
        .filter(folder -> read.values().stream().noneMatch(others -> others.contains(folder)))
        .forEach(tables::drop);
  }

  private static String message(AthenaException e) {
    return e.awsErrorDetails() == null
        ? String.valueOf(e.getMessage())
        : e.awsErrorDetails().errorMessage();
  }
}

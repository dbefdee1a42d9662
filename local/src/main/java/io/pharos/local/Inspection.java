package io.pharos.local;

import io.pharos.client.CurationSummary;
import io.pharos.client.OperationFailed;
import io.pharos.client.PartitionSummary;
import io.pharos.client.QuerySummary;
import io.pharos.client.ReadOperations;
import io.pharos.client.RefusedEventSummary;
import io.pharos.client.RunSummary;
import io.pharos.client.Status;
import io.pharos.client.TableSummary;
import io.pharos.core.capture.EventLimits;
import io.pharos.core.catalog.Partition;
import io.pharos.core.curation.Run;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.query.QueryResult;
import io.pharos.core.schedule.Schedule;
import io.pharos.core.value.Timestamps;
import io.pharos.embedded.state.LakeFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports the contents of a data folder, however it was opened. */
abstract class Inspection implements ReadOperations {
  private static final int HISTORY = 1_000;

  private final Contents contents;

  Inspection(Contents contents) {
    this.contents = contents;
  }

  @Override
  public QueryResult sql(String sql) {
    return contents.queries().ask(sql, Asker.COMMAND);
  }

  @Override
  public List<QuerySummary> queries() {
    return contents.queries().list();
  }

  @Override
  public void cancel(String query) {
    contents.queries().cancel(query);
  }

  @Override
  public List<TableSummary> tables() {
    return contents.definitions().tables().values().stream().map(this::summary).toList();
  }

  private TableSummary summary(TableDefinition table) {
    List<LakeFile> files = contents.catalog().files(table.name());
    return new TableSummary(
        table.name().toString(),
        table.kind().name().toLowerCase(Locale.ROOT),
        table.columns().size(),
        contents.catalog().partitions(table.name()).size(),
        files.size(),
        bytes(files),
        rows(table),
        table.description());
  }

  private static long bytes(List<LakeFile> files) {
    return files.stream().mapToLong(LakeFile::bytes).sum();
  }

  private long rows(TableDefinition table) {
    try (QueryResult result = sql("SELECT count(*) FROM " + quoted(table.name()))) {
      return (Long) Objects.requireNonNull(Objects.requireNonNull(result.next()).getFirst());
    }
  }

  private static String quoted(TableName table) {
    return '"' + table.database() + "\".\"" + table.table() + '"';
  }

  @Override
  public List<PartitionSummary> partitions() {
    return contents.definitions().tables().keySet().stream().flatMap(this::partitions).toList();
  }

  private Stream<PartitionSummary> partitions(TableName table) {
    Map<String, List<LakeFile>> files =
        contents.catalog().files(table).stream()
            .collect(Collectors.groupingBy(LakeFile::partitionValue));
    return contents.catalog().partitions(table).stream()
        .map(partition -> summary(table, partition, files));
  }

  private static PartitionSummary summary(
      TableName table, Partition partition, Map<String, List<LakeFile>> files) {
    List<LakeFile> its = files.getOrDefault(partition.value(), List.of());
    return new PartitionSummary(
        table.toString(), partition.value(), its.size(), bytes(its), partition.location());
  }

  @Override
  public List<CurationSummary> curations() {
    return contents.definitions().curations().values().stream().map(this::summary).toList();
  }

  private CurationSummary summary(CurationDefinition curation) {
    List<Run> last = contents.history().runs(Optional.of(curation.name()), 1);
    return new CurationSummary(
        curation.name().toString(),
        curation.schedule().map(Schedule::text).orElse("with its inputs"),
        state(curation),
        contents.schedule().next(curation).map(Instant::toString).orElse(""),
        last.isEmpty() ? "" : name(last.getFirst().state()),
        curation.output().table().toString(),
        curation.description());
  }

  /** The owed windows and late events of each curation. */
  final Map<String, Status.Curation> curationStatus() {
    return new CurationStatus(
            contents.definitions(), contents.history(), contents.schedule(), contents.lateEvents())
        .all();
  }

  private String state(CurationDefinition curation) {
    if (!curation.enabled()) {
      return "disabled";
    }
    return contents.history().paused(curation.name()) ? "paused" : "enabled";
  }

  @Override
  public List<RunSummary> history(String curation) {
    Optional<CurationName> name =
        curation.isEmpty()
            ? Optional.empty()
            : Optional.of(CurationDriver.curation(contents.definitions(), curation).name());
    return runs(contents.history().runs(name, HISTORY));
  }

  final List<RunSummary> runs(List<Run> runs) {
    return runs.stream().map(this::summary).toList();
  }

  private RunSummary summary(Run run) {
    return new RunSummary(
        run.curation().toString(),
        window(run),
        name(run.state()),
        run.provisional(),
        run.rows(),
        run.unserved(),
        Timestamps.format(run.startedAt().toEpochMilli()),
        run.endedAt().map(at -> Timestamps.format(at.toEpochMilli())).orElse(""),
        run.message(),
        run.id());
  }

  /** The name of a run's window, or its span if the curation is no longer defined. */
  private String window(Run run) {
    CurationDefinition curation = contents.definitions().curations().get(run.curation());
    return curation == null
        ? run.window().start() + "/" + run.window().end()
        : curation.window().text(run.window());
  }

  private static String name(Run.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<RefusedEventSummary> quarantine(String table, String reason, int limit) {
    List<RefusedEventSummary> events = new ArrayList<>();
    for (TableDefinition definition : streaming(table)) {
      contents
          .quarantine()
          .list(
              definition.name(),
              event -> {
                if (events.size() < limit && (reason.isEmpty() || reason.equals(event.reason()))) {
                  events.add(summary(definition.name(), event));
                }
              });
    }
    return events;
  }

  private static RefusedEventSummary summary(TableName table, RefusedEvent event) {
    return new RefusedEventSummary(
        table.toString(),
        Timestamps.format(event.refusedAt().toEpochMilli()),
        event.reason(),
        event.message(),
        shown(event.original()),
        event.id());
  }

  /**
   * The shown part of refused bytes: a body may be large, so at most the size of the largest event.
   */
  private static String shown(byte[] original) {
    int shown = Math.min(original.length, EventLimits.MAX_EVENT_BYTES);
    String text = new String(original, 0, shown, StandardCharsets.UTF_8);
    return shown == original.length ? text : text + ".. (" + original.length + " bytes in all)";
  }

  final List<TableDefinition> streaming(String name) {
    List<TableDefinition> all = contents.definitions().streamingTables();
    if (name.isEmpty()) {
      return all;
    }
    List<TableDefinition> one =
        all.stream().filter(table -> table.name().toString().equals(name)).toList();
    if (one.isEmpty()) {
      throw OperationFailed.wrongInput(
          "there is no streaming table '"
              + name
              + "'; those there are: "
              + String.join(", ", all.stream().map(table -> table.name().toString()).toList()));
    }
    return one;
  }
}

package io.pharos.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.client.OperationFailed;
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
import java.util.TreeMap;

/** Reports the contents of a data folder, however it was opened. */
abstract class Inspection implements ReadOperations {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;
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
  public ArrayNode queries() {
    return contents.queries().list();
  }

  @Override
  public void cancel(String query) {
    contents.queries().cancel(query);
  }

  @Override
  public ArrayNode tables() {
    ArrayNode tables = NODES.arrayNode();
    for (TableDefinition table : contents.definitions().tables().values()) {
      List<LakeFile> files = contents.catalog().files(table.name());
      tables
          .addObject()
          .put("table", table.name().toString())
          .put("kind", table.kind().name().toLowerCase(Locale.ROOT))
          .put("columns", table.columns().size())
          .put("partitions", contents.catalog().partitions(table.name()).size())
          .put("files", files.size())
          .put("bytes", files.stream().mapToLong(LakeFile::bytes).sum())
          .put("rows", rows(table))
          .put("description", table.description());
    }
    return tables;
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
  public ArrayNode partitions() {
    ArrayNode partitions = NODES.arrayNode();
    for (TableDefinition table : contents.definitions().tables().values()) {
      Map<String, List<LakeFile>> files = new TreeMap<>();
      for (LakeFile file : contents.catalog().files(table.name())) {
        files.computeIfAbsent(file.partitionValue(), value -> new ArrayList<>()).add(file);
      }
      for (Partition partition : contents.catalog().partitions(table.name())) {
        List<LakeFile> its = files.getOrDefault(partition.value(), List.of());
        partitions
            .addObject()
            .put("table", table.name().toString())
            .put("partition", partition.value())
            .put("files", its.size())
            .put("bytes", its.stream().mapToLong(LakeFile::bytes).sum())
            .put("location", partition.location());
      }
    }
    return partitions;
  }

  @Override
  public ArrayNode curations() {
    ArrayNode curations = NODES.arrayNode();
    for (CurationDefinition curation : contents.definitions().curations().values()) {
      List<Run> last = contents.history().runs(Optional.of(curation.name()), 1);
      curations
          .addObject()
          .put("curation", curation.name().toString())
          .put("schedule", curation.schedule().map(Schedule::text).orElse("with its inputs"))
          .put("state", state(curation))
          .put("next", contents.schedule().next(curation).map(Instant::toString).orElse(""))
          .put("last_run", last.isEmpty() ? "" : name(last.getFirst().state()))
          .put("output", curation.output().table().toString())
          .put("description", curation.description());
    }
    return curations;
  }

  /** The owed windows and late events of each curation. */
  final ObjectNode curationStatus() {
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
  public ArrayNode history(String curation) {
    Optional<CurationName> name =
        curation.isEmpty()
            ? Optional.empty()
            : Optional.of(CurationDriver.curation(contents.definitions(), curation).name());
    return runs(contents.history().runs(name, HISTORY));
  }

  final ArrayNode runs(List<Run> runs) {
    ArrayNode rows = NODES.arrayNode();
    for (Run run : runs) {
      rows.addObject()
          .put("curation", run.curation().toString())
          .put("window", window(run))
          .put("state", name(run.state()))
          .put("provisional", run.provisional())
          .put("rows", run.rows())
          .put("unserved", run.unserved())
          .put("started_at", Timestamps.format(run.startedAt().toEpochMilli()))
          .put("ended_at", run.endedAt().map(at -> Timestamps.format(at.toEpochMilli())).orElse(""))
          .put("message", run.message())
          .put("run", run.id());
    }
    return rows;
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
  public ArrayNode quarantine(String table, String reason, int limit) {
    ArrayNode events = NODES.arrayNode();
    for (TableDefinition definition : streaming(table)) {
      contents
          .quarantine()
          .list(
              definition.name(),
              event -> {
                if (events.size() < limit && (reason.isEmpty() || reason.equals(event.reason()))) {
                  add(events, definition.name(), event);
                }
              });
    }
    return events;
  }

  private static void add(ArrayNode events, TableName table, RefusedEvent event) {
    events
        .addObject()
        .put("table", table.toString())
        .put("refused_at", Timestamps.format(event.refusedAt().toEpochMilli()))
        .put("reason", event.reason())
        .put("message", event.message())
        .put("event", shown(event.original()))
        .put("id", event.id());
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

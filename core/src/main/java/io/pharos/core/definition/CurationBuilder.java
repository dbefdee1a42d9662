package io.pharos.core.definition;

import io.pharos.core.definition.CurationDefinition.Output;
import io.pharos.core.definition.CurationDefinition.Serve;
import io.pharos.core.definition.TableDefinition.Format;
import io.pharos.core.schedule.Schedule;
import io.pharos.core.schedule.Schedules;
import io.pharos.core.shape.Block;
import io.pharos.core.shape.Block.Entry;
import io.pharos.core.shape.ProblemLog;
import io.pharos.core.shape.Units;
import io.pharos.core.window.Windows;
import io.pharos.core.window.Windows.Unit;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes a curation from its file's block and its SQL, and checks it against the tables. */
final class CurationBuilder {
  private final CurationName name;
  private final Block block;
  private final String sql;
  private final KnownTables tables;
  private final ProblemLog log;

  CurationBuilder(CurationName name, Block block, String sql, KnownTables tables, ProblemLog log) {
    this.name = name;
    this.block = block;
    this.sql = sql;
    this.tables = tables;
    this.log = log;
  }

  /** The curation; empty if its file has problems, which are then in the log. */
  Optional<CurationDefinition> build() {
    List<TableName> inputs = inputs();
    Duration smallestLag = smallestLag(inputs);
    checkSchedule();
    checkWindow(smallestLag);
    checkOutput();
    return log.clean() ? Optional.of(curation(inputs, smallestLag)) : Optional.empty();
  }

  private CurationDefinition curation(List<TableName> inputs, Duration smallestLag) {
    return new CurationDefinition(
        name,
        block.text("description").orElse(""),
        schedule(),
        block.flag("enabled"),
        inputs,
        window(smallestLag),
        parameters(),
        output(),
        block.get("timeout", Duration.class).orElseThrow(),
        sql);
  }

  private List<TableName> inputs() {
    List<TableName> inputs = new ArrayList<>();
    for (Entry entry : block.items("inputs")) {
      entry.as(TableName.class).ifPresent(table -> input(entry, table, inputs));
    }
    return inputs;
  }

  private void input(Entry entry, TableName table, List<TableName> inputs) {
    tables.problem(table).ifPresent(problem -> log.add(entry.line(), entry.path(), problem));
    if (inputs.contains(table)) {
      log.add(entry.line(), entry.path(), table + " is there twice; keep one");
    }
    inputs.add(table);
  }

  /** The least lag: a window is computed when the events of its slowest input have arrived. */
  private Duration smallestLag(List<TableName> inputs) {
    return inputs.stream()
        .flatMap(table -> tables.find(table).stream())
        .filter(TableDefinition::streaming)
        .map(table -> table.flush().queryableWithin())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private void checkSchedule() {
    if (block.given("timezone") && !block.given("schedule")) {
      log.add(block, "timezone", "there is no schedule that it could be of; remove the key");
    }
  }

  private Optional<Schedule> schedule() {
    Optional<ZoneId> zone = block.get("timezone", ZoneId.class);
    Optional<Schedule> schedule = block.get("schedule", Schedule.class);
    return zone.isPresent()
        ? schedule.map(utc -> Schedules.parse(utc.text(), zone.get()))
        : schedule;
  }

  private void checkWindow(Duration smallestLag) {
    Block window = block.block("window");
    Optional<Unit> unit = unit(window);
    if (unit.isEmpty()) {
      return;
    }
    if (unit.get() != Unit.NONE) {
      window
          .get("lag", Duration.class)
          .filter(lag -> lag.compareTo(smallestLag) < 0)
          .ifPresent(lag -> log.add(window, "lag", tooShort(lag, smallestLag)));
    } else if (window.get("restate", Integer.class).orElse(0) > 0) {
      log.add(
          window, "restate", "unit none has one window, there are none before it; remove the key");
    }
  }

  private static String tooShort(Duration lag, Duration smallest) {
    return Units.text(lag)
        + " is too short, the last events of a window would not be there yet: write "
        + Units.text(smallest)
        + " or more (the inputs' longest flush interval and 15m)";
  }

  private static Optional<Unit> unit(Block window) {
    return window.text("unit").map(text -> Unit.valueOf(text.toUpperCase(Locale.ROOT)));
  }

  private Windows window(Duration smallestLag) {
    Block window = block.block("window");
    Unit unit = unit(window).orElseThrow();
    Duration byDefault = unit == Unit.NONE ? Duration.ZERO : smallestLag;
    return new Windows(
        unit,
        window.get("lag", Duration.class).orElse(byDefault),
        window.get("restate", Integer.class).orElseThrow());
  }

  private Map<String, Object> parameters() {
    return block.get("parameters", Block.Named.class).map(Block.Named::values).orElse(Map.of());
  }

  private void checkOutput() {
    Block output = block.block("output");
    Optional<TableName> table = output.get("table", TableName.class);
    table.flatMap(tables::batchProblem).ifPresent(problem -> log.add(output, "table", problem));
    table
        .flatMap(tables::find)
        .filter(definition -> definition.format() != Format.PARQUET)
        .ifPresent(definition ->
            log.add(
                output,
                "table",
                "%s is of another format; runs write parquet: write parquet there, or nothing"
                    .formatted(definition.name())));
    if (output.given("serve")) {
      new ServeRules(name.database(), output.block("serve"), tables, log).check(table);
    }
  }

  private Output output() {
    Block output = block.block("output");
    TableName table = output.get("table", TableName.class).orElseThrow();
    return new Output(table, output.given("serve") ? Optional.of(serve(output)) : Optional.empty());
  }

  private Serve serve(Block output) {
    Block serve = output.block("serve");
    return new Serve(
        new ServedName(name.database(), serve.text("as").orElseThrow()),
        serve.text("key").orElseThrow(),
        serve.text("sort").orElseThrow());
  }
}

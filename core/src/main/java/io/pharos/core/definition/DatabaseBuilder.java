package io.pharos.core.definition;

import io.pharos.core.definition.DatabaseDefinition.Ratio;
import io.pharos.core.shape.Block;
import io.pharos.core.shape.Block.Entry;
import io.pharos.core.shape.ProblemLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a database from its file's block. */
final class DatabaseBuilder {
  private final String name;
  private final Block block;
  private final KnownTables tables;
  private final ProblemLog log;
  private final Set<String> ratioNames = new HashSet<>();

  DatabaseBuilder(String name, Block block, KnownTables tables, ProblemLog log) {
    this.name = name;
    this.block = block;
    this.tables = tables;
    this.log = log;
  }

  Optional<DatabaseDefinition> build() {
    List<Ratio> ratios = new ArrayList<>();
    for (Entry entry : block.items("ratios")) {
      entry.as(Block.class).flatMap(this::ratio).ifPresent(ratios::add);
    }
    if (!log.clean()) {
      return Optional.empty();
    }
    String description = block.text("description").orElse("");
    String namespace =
        block.text("namespace").orElseGet(() -> DatabaseDefinition.byDefault(name).namespace());
    return Optional.of(new DatabaseDefinition(name, description, namespace, ratios));
  }

  private Optional<Ratio> ratio(Block ratio) {
    checkTable(ratio, "numerator");
    checkTable(ratio, "denominator");
    if (ratio.text("name").filter(text -> !ratioNames.add(text)).isPresent()) {
      log.add(ratio, "name", "there are two ratios of this name; take another one");
    }
    ratio.text("name").ifPresent(text -> checkMetric(ratio, text));
    return ratio
        .text("name")
        .flatMap(text ->
            ratio
                .text("numerator")
                .flatMap(
                    over -> ratio.text("denominator").map(under -> new Ratio(text, over, under))));
  }

  private void checkMetric(Block ratio, String text) {
    tables
        .valid()
        .filter(table -> table.streaming() && table.name().database().equals(name))
        .filter(table -> DatabaseDefinition.metric(table.name()).equals(text))
        .forEach(table ->
            log.add(
                ratio,
                "name",
                "'%s' is what the events of %s are counted as; take another name"
                    .formatted(text, table.name())));
  }

  private void checkTable(Block ratio, String key) {
    ratio
        .text(key)
        .map(table -> new TableName(name, table))
        .flatMap(tables::streamingProblem)
        .ifPresent(problem -> log.add(ratio, key, problem));
  }
}

package io.pharos.core.definition;

import io.pharos.core.definition.TableDefinition.Kind;
import io.pharos.core.shape.Block;
import io.pharos.core.shape.Block.Entry;
import io.pharos.core.shape.ProblemLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the columns of a table. A column with a name and a type is made even if it has other
 * problems.
 */
final class ColumnsBuilder {
  private final Block table;
  private final Optional<String> partitionKey;
  private final Optional<Kind> kind;
  private final ProblemLog log;
  private final Map<String, Integer> lines = new HashMap<>();

  ColumnsBuilder(Block table, Optional<String> partitionKey, Optional<Kind> kind, ProblemLog log) {
    this.table = table;
    this.partitionKey = partitionKey;
    this.kind = kind;
    this.log = log;
  }

  List<Column> build() {
    List<Column> columns = new ArrayList<>();
    for (Entry entry : table.items("columns")) {
      entry.as(Block.class).flatMap(this::column).ifPresent(columns::add);
    }
    return columns;
  }

  private Optional<Column> column(Block block) {
    Optional<String> name = block.text("name");
    Optional<ColumnType> type = block.get("type", ColumnType.class);
    name.ifPresent(text -> checkName(block, text));
    type.ifPresent(given -> checkFormat(block, given));
    checkGenerated(block);
    return name.flatMap(text -> type.map(given -> column(block, text, given)));
  }

  private Column column(Block block, String name, ColumnType type) {
    return new Column(
        name,
        type,
        block.text("description").orElse(""),
        block.text("format").isPresent(),
        block.flag("generated"),
        block.flag("required"),
        new ConstraintsBuilder(block, type, log).build(kind));
  }

  private void checkName(Block block, String name) {
    Integer first = lines.putIfAbsent(name, block.line("name"));
    if (first != null) {
      log.add(block, "name", "column '%s' is there twice, first on line %d".formatted(name, first));
    }
    if (name.equals(TableDefinition.RECEIVED_AT)) {
      log.add(
          block, "name", "'received_at' is reserved for the time of arrival; take another name");
    }
    if (partitionKey.filter(name::equals).isPresent()) {
      log.add(
          block,
          "name",
          "'%s' is the partition key, which follows the columns by itself; remove the column"
              .formatted(name));
    }
  }

  private void checkFormat(Block block, ColumnType type) {
    if (block.text("format").isPresent() && type != ColumnType.Scalar.STRING) {
      log.add(block, "format", "a UUID is a text; write type: string, not " + type.glueName());
    }
  }

  private void checkGenerated(Block block) {
    if (!block.flag("generated")) {
      return;
    }
    if (!block.given("format")) {
      log.add(block, "generated", "what is generated is a UUID; add format: uuid and type: string");
    }
    if (kind.isPresent() && kind.get() != Kind.STREAMING) {
      log.add(block, "generated", "only a streaming table's columns are generated; remove the key");
    }
  }
}

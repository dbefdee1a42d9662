package io.pharos.sql;

import io.pharos.core.definition.Column;
import io.pharos.core.definition.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The columns that can be read.
 *
 * @param lake of a table of the lake, the partition's key last; nothing where there is no such
 *     table
 * @param names of names that stand for something else
 */
public record Columns(
    Function<TableName, Optional<List<Column>>> lake, Map<String, List<Column>> names) {
  /** No table at all. */
  public static final Columns NONE = new Columns(table -> Optional.empty(), Map.of());

  public Columns {
    names = Map.copyOf(names);
  }

  Optional<List<Scope.Column>> of(TableName table) {
    return lake.apply(table).map(Columns::columns);
  }

  Optional<List<Scope.Column>> local(String name) {
    return Optional.ofNullable(names.get(name)).map(Columns::columns);
  }

  private static List<Scope.Column> columns(List<Column> columns) {
    return columns.stream()
        .map(column ->
            new Scope.Column(
                List.of(),
                column.name(),
                TypeReader.type(column.type()),
                Trees.quoted(column.name()),
                false))
        .toList();
  }
}

package io.pharos.local.values;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.StructAccessor;
import io.pharos.core.definition.ColumnType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a Parquet file, as a reader sees them that has nothing to do with the writer. */
final class ParquetRows {
  private ParquetRows() {}

  static List<Map<String, @Nullable Object>> of(Path file, ColumnType.Struct columns)
      throws IOException {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file));
        RowReader rows = reader.rowReader()) {
      while (rows.hasNext()) {
        rows.next();
        all.add(struct(columns, rows));
      }
    }
    return all;
  }

  private static Map<String, @Nullable Object> struct(
      ColumnType.Struct type, StructAccessor accessor) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (ColumnType.Field field : type.fields()) {
      values.put(field.name(), value(field.type(), accessor.getValue(field.name())));
    }
    return values;
  }

  private static @Nullable Object value(ColumnType type, @Nullable Object value) {
    return switch (value) {
      case PqList list when type instanceof ColumnType.Array array -> list(array, list);
      case PqMap map when type instanceof ColumnType.Map values -> map(values, map);
      case StructAccessor inner when type instanceof ColumnType.Struct struct ->
          struct(struct, inner);
      case null, default -> value;
    };
  }

  private static List<@Nullable Object> list(ColumnType.Array type, PqList list) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      values.add(list.isNull(i) ? null : value(type.element(), list.get(i)));
    }
    return values;
  }

  private static Map<String, @Nullable Object> map(ColumnType.Map type, PqMap map) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (PqMap.Entry entry : map.getEntries()) {
      values.put(entry.getStringKey(), value(type.value(), entry.getValue()));
    }
    return values;
  }
}

package io.pharos.embedded.state;

import io.pharos.core.definition.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rows about segments that are in the lake, and those about the minutes of their events. */
final class FiledSegments {
  private FiledSegments() {}

  static boolean has(Connection connection, TableName table, String segment) throws SQLException {
    return !Sql.list(
            connection, row -> true, SqlFile.text("segments/find"), table.toString(), segment)
        .isEmpty();
  }

  /** Returns false, and changes nothing, where the segment is there already. */
  static boolean add(Connection connection, FiledSegment filed) throws SQLException {
    String table = filed.table().toString();
    int added =
        Sql.run(
            connection,
            SqlFile.text("segments/add"),
            table,
            filed.segment(),
            filed.filedAt().toEpochMilli());
    if (added == 0) {
      return false;
    }
    for (Map.Entry<Long, Long> minute : filed.minutes().entrySet()) {
      Sql.run(
          connection,
          SqlFile.text("segments/add_minute"),
          table,
          minute.getKey(),
          filed.segment(),
          minute.getValue());
    }
    return true;
  }

  static SortedMap<Long, Long> minuteCounts(
      Connection connection, TableName table, long from, long to, Set<String> without)
      throws SQLException {
    SortedMap<Long, Long> counts = new TreeMap<>();
    Sql.list(
        connection,
        row -> {
          if (!without.contains(row.getString(2))) {
            counts.merge(row.getLong(1), row.getLong(3), Long::sum);
          }
          return true;
        },
        SqlFile.text("segments/minutes"),
        table.toString(),
        from,
        to);
    return counts;
  }
}

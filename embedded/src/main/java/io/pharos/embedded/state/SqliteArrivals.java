package io.pharos.embedded.state;

import io.pharos.core.curation.Arrivals;
import io.pharos.core.definition.TableName;
import java.time.Instant;
import java.util.List;

/** The arrivals of events in the lake, by their segments. */
public final class SqliteArrivals implements Arrivals {
  private static final long MINUTE_SECONDS = 60;

  private final StateDatabase state;

  public SqliteArrivals(StateDatabase state) {
    this.state = state;
  }

  @Override
  public List<Arrived> since(TableName table, Instant from, Instant before) {
    return state.read(connection ->
        Sql.list(
            connection,
            row ->
                new Arrived(row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getLong(3)),
            SqlFile.text("arrivals/since"),
            table.toString(),
            before.getEpochSecond() / MINUTE_SECONDS,
            from.toEpochMilli()));
  }
}

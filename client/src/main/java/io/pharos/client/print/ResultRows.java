package io.pharos.client.print;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.query.JsonValues;
import io.pharos.core.query.QueryResult;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The rows of a query as they come in: to be gone through once. */
public final class ResultRows implements Iterable<ObjectNode> {
  private final QueryResult result;
  private final List<String> columns;

  public ResultRows(QueryResult result) {
    this.result = result;
    this.columns = JsonValues.names(result);
  }

  /** The names of the columns, each different. */
  public List<String> columns() {
    return columns;
  }

  @Override
  public Iterator<ObjectNode> iterator() {
    return new Iterator<>() {
      private @Nullable ObjectNode ahead = fetch();

      private @Nullable ObjectNode fetch() {
        List<@Nullable Object> row = result.next();
        return row == null ? null : JsonValues.row(columns, row);
      }

      @Override
      public boolean hasNext() {
        return ahead != null;
      }

      @Override
      public ObjectNode next() {
        ObjectNode row = ahead;
        if (row == null) {
          throw new NoSuchElementException();
        }
        ahead = fetch();
        return row;
      }
    };
  }
}

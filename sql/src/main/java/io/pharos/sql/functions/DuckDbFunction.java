package io.pharos.sql.functions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function to register in DuckDB. Where an argument is null, so is the result, unasked.
 *
 * @param body takes and gives Boolean, Long, Double and String
 */
public record DuckDbFunction(String name, List<Kind> parameters, Kind result, Body body) {
  /** What DuckDB hands over, and gets. */
  public enum Kind {
    BOOLEAN,
    BIGINT,
    DOUBLE,
    VARCHAR
  }

  /** What a function does. */
  @FunctionalInterface
  public interface Body {
    @Nullable Object apply(Object[] arguments);
  }

  public DuckDbFunction {
    parameters = List.copyOf(parameters);
  }
}

package io.pharos.core.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.definition.DatabaseDefinition;
import io.pharos.core.definition.DatabaseDefinition.Ratio;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The ratios of a database, such as a click-through rate, computed for objects of counts. */
public final class Ratios {
  private final List<Ratio> ratios;

  private Ratios(List<Ratio> ratios) {
    this.ratios = ratios;
  }

  /** The ratios whose two parts are among the counts, and whose name is not. */
  public static Ratios of(@Nullable DatabaseDefinition database, Collection<String> counts) {
    return new Ratios(
        database == null
            ? List.of()
            : database.ratios().stream()
                .filter(ratio ->
                    counts.contains(ratio.numerator()) && counts.contains(ratio.denominator()))
                .filter(ratio -> !counts.contains(snakeCase(ratio.name())))
                .toList());
  }

  /** Adds the ratios after the counts; null if the denominator is 0. */
  public void add(ObjectNode counts) {
    for (Ratio ratio : ratios) {
      JsonNode numerator = counts.path(ratio.numerator());
      JsonNode denominator = counts.path(ratio.denominator());
      String name = snakeCase(ratio.name());
      if (numerator.isNumber() && denominator.isNumber() && denominator.asDouble() != 0) {
        counts.put(name, numerator.asDouble() / denominator.asDouble());
      } else {
        counts.putNull(name);
      }
    }
  }

  /** {@code ClickthroughRate} is {@code clickthrough_rate}. */
  private static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}

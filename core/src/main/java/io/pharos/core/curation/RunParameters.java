package io.pharos.core.curation;

import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.lake.LakeLayout;
import io.pharos.core.query.Literal;
import io.pharos.core.query.SqlTemplate;
import io.pharos.core.window.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** The values of a curation's placeholders in one run. */
public final class RunParameters {
  private RunParameters() {}

  /**
   * The SQL of a run.
   *
   * @throws io.pharos.core.query.RefusedStatement if a placeholder has no value
   */
  public static String bind(CurationDefinition curation, Run run) {
    return bind(curation, run.window(), run.startedAt());
  }

  private static String bind(CurationDefinition curation, Window window, Instant now) {
    Map<String, Literal> values = new HashMap<>();
    curation.parameters().forEach((name, value) -> values.put(name, literal(value)));
    values.put("window_start", new Literal.Timestamp(window.start()));
    values.put("window_end", new Literal.Timestamp(window.end()));
    values.put("arrival_start", hour(window.start().minus(1, ChronoUnit.HOURS)));
    values.put("arrival_end", hour(now));
    return SqlTemplate.parse(curation.sql()).bind(values);
  }

  private static Literal hour(Instant instant) {
    return new Literal.Text(LakeLayout.hour(instant));
  }

  /** By the type that YAML gave it. */
  private static Literal literal(Object value) {
    return switch (value) {
      case Boolean flag -> new Literal.Truth(flag);
      case Integer number -> new Literal.Whole(number);
      case Long number -> new Literal.Whole(number);
      case BigDecimal number -> new Literal.Decimal(number);
      case Double number -> new Literal.Decimal(BigDecimal.valueOf(number));
      default -> new Literal.Text(value.toString());
    };
  }
}

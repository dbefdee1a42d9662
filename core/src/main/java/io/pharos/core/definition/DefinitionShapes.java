package io.pharos.core.definition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pharos.core.schedule.Schedules;
import io.pharos.core.shape.Shape;
import io.pharos.core.shape.Shapes;
import java.time.ZoneId;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The values that only definition files have. */
final class DefinitionShapes {
  private static final String IDENTIFIER = TableName.IDENTIFIER.pattern();
  private static final String NAME_RULE = "lower-case letters, digits and _, a letter first";

  private DefinitionShapes() {}

  /** A column or table of the same database. */
  static Shape identifier() {
    return Shapes.text(IDENTIFIER, NAME_RULE);
  }

  /** A table with its database. */
  static Shape tableName() {
    return Shapes.matching(
        IDENTIFIER + "\\." + IDENTIFIER, "of the form database.table", TableName::parse);
  }

  static Shape schedule() {
    return new Shape.Scalar(
        Tag.STR,
        "a schedule such as rate(1 hour) or cron(30 0 * * ? *)",
        Schedules::parse,
        schema -> schema.put("pattern", "^\\s*(rate|cron)\\s*\\(.*\\)\\s*$"));
  }

  static Shape zone() {
    return new Shape.Scalar(
        Tag.STR,
        "a time zone such as Europe/Berlin",
        text -> {
          if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw new IllegalArgumentException(
                "there is no time zone '" + text + "': write a name such as Europe/Berlin");
          }
          return ZoneId.of(text);
        },
        schema -> {});
  }

  static Shape columnType() {
    return new Shape.Scalar(
        Tag.STR,
        "a type such as string, bigint or array<string>",
        ColumnTypeParser::parse,
        schema -> {
          ArrayNode anyOf = schema.putArray("anyOf");
          ArrayNode scalars = anyOf.addObject().putArray("enum");
          for (ColumnType.Scalar scalar : ColumnType.Scalar.values()) {
            scalars.add(scalar.glueName());
          }
          anyOf.addObject().put("pattern", "^\\s*(decimal\\s*\\(|(array|map|struct)\\s*<)");
        });
  }
}

package io.pharos.sql.functions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Casts of texts, which take what Trino's take and nothing else. */
final class Parsing {
  private Parsing() {}

  private static Refusal refused(String text, String type) {
    return new Refusal("Cannot cast '" + text + "' to " + type.toUpperCase(Locale.ROOT));
  }

  static boolean toBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "t", "true", "1" -> true;
      case "f", "false", "0" -> false;
      default -> throw refused(text, "boolean");
    };
  }

  static long toInteger(String text, String type) {
    String number = text.trim(); // what strip takes beyond is refused by Trino
    try {
      return switch (type) {
        case "tinyint" -> Byte.parseByte(number);
        case "smallint" -> Short.parseShort(number);
        case "integer" -> Integer.parseInt(number);
        default -> Long.parseLong(number);
      };
    } catch (NumberFormatException e) {
      throw refused(text, type);
    }
  }

  static double toDouble(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw refused(text, "double");
    }
  }

  static String toDecimal(String text, long precision, long scale) {
    try {
      return fitting(new BigDecimal(text), text, precision, scale);
    } catch (NumberFormatException e) {
      throw refused(text, "decimal(" + precision + "," + scale + ")");
    }
  }

  static String toDecimal(double value, long precision, long scale) {
    if (!Double.isFinite(value)) {
      throw refused(Double.toString(value), "decimal(" + precision + "," + scale + ")");
    }
    return fitting(
        new BigDecimal(Double.toString(value)), Double.toString(value), precision, scale);
  }

  private static String fitting(BigDecimal value, String text, long precision, long scale) {
    BigDecimal scaled = value.setScale((int) scale, RoundingMode.HALF_UP);
    if (scaled.precision() - scaled.scale() > precision - scale && scaled.signum() != 0) {
      throw refused(text, "decimal(" + precision + "," + scale + ")");
    }
    return scaled.toPlainString();
  }
}

package io.pharos.sql.functions;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as Trino computes and writes them. */
final class Numbers {
  private static final BigDecimal LIMIT = BigDecimal.TEN.pow(38);

  /** Trino has the digits of both numbers in 128 bits before it rounds. */
  private static final int PRODUCT_BITS = 127;

  private Numbers() {}

  static double round(double value, long digits) {
    if (!Double.isFinite(value)) {
      return value;
    }
    double factor = Math.pow(10, (double) digits);
    if (factor == 0 || value == 0) {
      return 0;
    }
    double scaled = Math.abs(value) * factor;
    if (!(scaled < Long.MAX_VALUE)) {
      return value;
    }
    return Math.copySign(Math.round(scaled) / factor, value);
  }

  static long round(long value, long digits) {
    if (digits >= 0) {
      return value;
    }
    return BigDecimal.valueOf(value).setScale((int) digits, RoundingMode.HALF_UP).longValueExact();
  }

  static String roundDecimal(String value, long digits) {
    return fitting(new BigDecimal(value).setScale((int) digits, RoundingMode.HALF_UP));
  }

  static String truncateDecimal(String value, long digits) {
    return fitting(new BigDecimal(value).setScale((int) digits, RoundingMode.DOWN));
  }

  static String multiply(String a, String b, long scale) {
    BigDecimal product = new BigDecimal(a).multiply(new BigDecimal(b));
    if (product.unscaledValue().bitLength() > PRODUCT_BITS) {
      throw new Refusal("Decimal overflow");
    }
    return fitting(scaled(product, scale));
  }

  static String add(String a, String b, long scale) {
    return sum(new BigDecimal(a), new BigDecimal(b), scale);
  }

  static String subtract(String a, String b, long scale) {
    return sum(new BigDecimal(a), new BigDecimal(b).negate(), scale);
  }

  /** Trino adds with all digits behind the point in 128 bits, and rounds then. */
  private static String sum(BigDecimal a, BigDecimal b, long scale) {
    int all = Math.max(a.scale(), b.scale());
    return fitting(scaled(in128Bits(widened(a, all).add(widened(b, all))), scale));
  }

  private static BigDecimal widened(BigDecimal value, int scale) {
    return in128Bits(value.setScale(scale));
  }

  private static BigDecimal in128Bits(BigDecimal value) {
    if (value.unscaledValue().bitLength() > 127) {
      throw new Refusal("Decimal overflow");
    }
    return value;
  }

  static String divide(String a, String b, long scale) {
    BigDecimal divisor = new BigDecimal(b);
    if (divisor.signum() == 0) {
      throw new Refusal("Division by zero");
    }
    return fitting(new BigDecimal(a).divide(divisor, (int) scale, RoundingMode.HALF_UP));
  }

  static String modulo(String a, String b, long scale) {
    BigDecimal divisor = new BigDecimal(b);
    if (divisor.signum() == 0) {
      throw new Refusal("Division by zero");
    }
    BigDecimal dividend = new BigDecimal(a);
    int all = Math.max(dividend.scale(), divisor.scale());
    return fitting(scaled(widened(dividend, all).remainder(widened(divisor, all)), scale));
  }

  private static BigDecimal scaled(BigDecimal value, long scale) {
    return value.setScale((int) scale, RoundingMode.HALF_UP);
  }

  private static String fitting(BigDecimal value) {
    if (value.abs().unscaledValue().compareTo(LIMIT.unscaledValue()) >= 0
        && value.precision() > 38) {
      throw new Refusal("Decimal overflow");
    }
    return value.toPlainString();
  }

  static long widthBucket(double value, double low, double high, long buckets) {
    if (buckets <= 0) {
      throw new Refusal("bucketCount must be greater than 0");
    }
    if (Double.isNaN(value)) {
      throw new Refusal("operand must not be NaN");
    }
    double lower = Math.min(low, high);
    double upper = Math.max(low, high);
    long bucket =
        value < lower
            ? 0
            : value >= upper
                ? buckets + 1
                : (long) (buckets * (value - lower) / (upper - lower) + 1);
    return low > high ? buckets - bucket + 1 : bucket;
  }

  /** As Trino's cast of a double to varchar. */
  static String text(double value) {
    return Double.isFinite(value) ? scientific(Double.toString(value)) : Double.toString(value);
  }

  static String realText(float value) {
    return Float.isFinite(value) ? scientific(Float.toString(value)) : Float.toString(value);
  }

  private static String scientific(String shortest) {
    BigDecimal value = new BigDecimal(shortest);
    String sign = shortest.startsWith("-") ? "-" : "";
    if (value.signum() == 0) {
      return sign + "0E0";
    }
    String digits = value.abs().unscaledValue().toString().replaceFirst("0+$", "");
    int exponent = value.precision() - value.scale() - 1;
    String fraction = digits.length() > 1 ? digits.substring(1) : "0";
    return sign + digits.charAt(0) + "." + fraction + "E" + exponent;
  }
}

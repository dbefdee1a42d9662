package io.pharos.local.values;

import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.ColumnType.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Values of any type, those at the edges of their range among them. The same seed, the same. */
final class RandomValues {
  private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);
  private static final List<Float> FLOATS =
      List.of(0f, -0f, 0.1f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, Float.MIN_NORMAL);
  private static final List<Double> DOUBLES =
      List.of(
          0d,
          -0d,
          0.1,
          Double.MAX_VALUE,
          -Double.MAX_VALUE,
          Double.MIN_VALUE,
          Double.MIN_NORMAL,
          9007199254740992d,
          1e15,
          1e16,
          1e17,
          1e-16,
          1e22,
          1e23,
          1.2345678901234568e17);
  private static final List<LocalDate> DATES =
      List.of(
          FIRST,
          LAST,
          LocalDate.EPOCH,
          LocalDate.of(1582, 10, 4),
          LocalDate.of(1582, 10, 15),
          LocalDate.of(2024, 2, 29));
  private static final List<String> CHARACTERS =
      List.of(
          "a",
          "Z",
          "0",
          " ",
          "'",
          "\"",
          "\\",
          "/",
          "\n",
          "\r",
          "\t",
          "\b",
          "\u0000",
          "\u001f",
          "\u007f",
          "ü",
          "ß",
          "\u2028",
          "中",
          "\ud83d\ude00",
          "{",
          "}",
          "[",
          ",",
          ":",
          "null");

  private final Random random;

  RandomValues(long seed) {
    this.random = new Random(seed);
  }

  boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  /** A value, now and then none. */
  @Nullable Object value(ColumnType type) {
    if (one(12)) {
      return null;
    }
    return switch (type) {
      case Scalar scalar -> scalar(scalar);
      case ColumnType.Decimal decimal -> decimal(decimal);
      case ColumnType.Array array -> some(() -> value(array.element()));
      case ColumnType.Map map -> map(map);
      case ColumnType.Struct struct -> struct(struct);
    };
  }

  private Object scalar(Scalar type) {
    return switch (type) {
      case STRING -> text();
      case BOOLEAN -> random.nextBoolean();
      case TINYINT, SMALLINT, INT, BIGINT -> whole(type);
      case FLOAT -> one(4) ? pick(FLOATS) : finite(random.nextInt());
      case DOUBLE -> one(4) ? pick(DOUBLES) : finite(random.nextLong());
      case DATE -> date();
      case TIMESTAMP -> time();
    };
  }

  private long whole(Scalar type) {
    List<Long> edges = List.of(type.least(), type.most(), 0L, -1L);
    long value = random.nextLong() >> random.nextInt(Long.SIZE);
    return one(4) || value < type.least() || value > type.most() ? pick(edges) : value;
  }

  private static float finite(int bits) {
    float value = Float.intBitsToFloat(bits);
    return Float.isFinite(value) ? value : Float.MAX_VALUE;
  }

  private static double finite(long bits) {
    double value = Double.longBitsToDouble(bits);
    return Double.isFinite(value) ? value : Double.MAX_VALUE;
  }

  private BigDecimal decimal(ColumnType.Decimal type) {
    BigInteger end =
        BigInteger.TEN.pow(one(2) ? type.precision() : random.nextInt(type.precision()) + 1);
    BigInteger digits =
        one(6) ? end.subtract(BigInteger.ONE) : new BigInteger(140, random).mod(end);
    return new BigDecimal(random.nextBoolean() ? digits : digits.negate(), type.scale());
  }

  private LocalDate date() {
    return one(4)
        ? pick(DATES)
        : LocalDate.ofEpochDay(random.nextLong(FIRST.toEpochDay(), LAST.toEpochDay() + 1));
  }

  private LocalDateTime time() {
    long millis = one(4) ? (one(2) ? 0 : 86_399_999) : random.nextInt(86_400_000);
    return LocalDateTime.ofEpochSecond(
        date().toEpochDay() * 86_400 + millis / 1_000,
        (int) (millis % 1_000) * 1_000_000,
        ZoneOffset.UTC);
  }

  private String text() {
    return String.join("", some(() -> pick(CHARACTERS)));
  }

  private Map<String, @Nullable Object> map(ColumnType.Map type) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (String key : some(this::text)) {
      map.put(key, value(type.value()));
    }
    return map;
  }

  private Map<String, @Nullable Object> struct(ColumnType.Struct type) {
    Map<String, @Nullable Object> struct = new LinkedHashMap<>();
    type.fields().forEach(field -> struct.put(field.name(), value(field.type())));
    return struct;
  }

  private <T extends @Nullable Object> List<T> some(Supplier<T> each) {
    List<T> some = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      some.add(each.get());
    }
    return some;
  }

  <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}

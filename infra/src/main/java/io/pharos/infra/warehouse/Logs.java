package io.pharos.infra.warehouse;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** Log groups. CloudWatch Logs allows only certain numbers of days as retention. */
public final class Logs {
  private static final SortedMap<Long, RetentionDays> KNOWN = known();

  private Logs() {}

  /** A group with this name, which is deleted with the stack. */
  static LogGroup group(Construct scope, String id, String name, WarehouseOptions options) {
    return LogGroup.Builder.create(scope, id)
        .logGroupName(name)
        .retention(retention(options.logRetention()))
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }

  static RetentionDays retention(Duration kept) {
    RetentionDays days = KNOWN.get(kept.toDays());
    if (days == null) {
      throw new IllegalArgumentException(
          "CloudWatch Logs keeps lines for one of %s days, not %d"
              .formatted(KNOWN.keySet(), kept.toDays()));
    }
    return days;
  }

  /** The allowed numbers of days. */
  public static java.util.Set<Long> days() {
    return java.util.Collections.unmodifiableSet(KNOWN.keySet());
  }

  private static SortedMap<Long, RetentionDays> known() {
    SortedMap<Long, RetentionDays> known = new TreeMap<>();
    known.put(1L, RetentionDays.ONE_DAY);
    known.put(3L, RetentionDays.THREE_DAYS);
    known.put(5L, RetentionDays.FIVE_DAYS);
    known.put(7L, RetentionDays.ONE_WEEK);
    known.put(14L, RetentionDays.TWO_WEEKS);
    known.put(30L, RetentionDays.ONE_MONTH);
    known.put(60L, RetentionDays.TWO_MONTHS);
    known.put(90L, RetentionDays.THREE_MONTHS);
    known.put(120L, RetentionDays.FOUR_MONTHS);
    known.put(150L, RetentionDays.FIVE_MONTHS);
    known.put(180L, RetentionDays.SIX_MONTHS);
    known.put(365L, RetentionDays.ONE_YEAR);
    known.put(400L, RetentionDays.THIRTEEN_MONTHS);
    known.put(545L, RetentionDays.EIGHTEEN_MONTHS);
    known.put(731L, RetentionDays.TWO_YEARS);
    known.put(1096L, RetentionDays.THREE_YEARS);
    known.put(1827L, RetentionDays.FIVE_YEARS);
    known.put(2192L, RetentionDays.SIX_YEARS);
    known.put(2557L, RetentionDays.SEVEN_YEARS);
    known.put(2922L, RetentionDays.EIGHT_YEARS);
    known.put(3288L, RetentionDays.NINE_YEARS);
    known.put(3653L, RetentionDays.TEN_YEARS);
    return known;
  }
}

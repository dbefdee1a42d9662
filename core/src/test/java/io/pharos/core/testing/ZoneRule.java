package io.pharos.core.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.text.DateFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import java.util.TimeZone;

/** The zone of the machine is no part of any result; each module's DependencyRuleTest checks it. */
public final class ZoneRule {
  private static final Set<Class<?>> ASKED_FOR_THE_TIME =
      Set.of(
          LocalDate.class,
          LocalDateTime.class,
          LocalTime.class,
          MonthDay.class,
          OffsetDateTime.class,
          OffsetTime.class,
          Year.class,
          YearMonth.class,
          ZonedDateTime.class);

  private static final DescribedPredicate<JavaAccess<?>> OF_THE_ZONE =
      describe(
          "the zone of the machine decides",
          access ->
              date(access)
                  || now(access)
                  || calls(access, ZoneId.class, "systemDefault")
                  || calls(access, Clock.class, "systemDefaultZone"));

  /** Nothing reads a time by the zone of the machine, and no date of before java.time is used. */
  public static final ArchRule NO_ZONE_OF_THE_MACHINE =
      noClasses()
          .should(
              dependOnClassesThat(
                      belongToAnyOf(
                          Calendar.class,
                          DateFormat.class,
                          TimeZone.class,
                          java.sql.Date.class,
                          java.sql.Time.class,
                          java.sql.Timestamp.class))
                  .or(accessTargetWhere(OF_THE_ZONE)));

  private ZoneRule() {}

  /** AWS's events hold some, whose instant is asked for. */
  private static boolean date(JavaAccess<?> access) {
    return access.getTargetOwner().isEquivalentTo(Date.class)
        && !access.getName().equals("toInstant");
  }

  private static boolean now(JavaAccess<?> access) {
    return access.getName().equals("now")
        && ASKED_FOR_THE_TIME.stream().anyMatch(access.getTargetOwner()::isEquivalentTo)
        && access.getDescription().contains("now()>");
  }

  private static boolean calls(JavaAccess<?> access, Class<?> owner, String name) {
    return access.getTargetOwner().isEquivalentTo(owner) && access.getName().equals(name);
  }
}

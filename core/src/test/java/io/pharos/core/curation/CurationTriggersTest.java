package io.pharos.core.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.TableName;
import io.pharos.core.schedule.Schedule;
import io.pharos.core.testing.Curated;
import io.pharos.core.testing.Shipped;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CurationTriggersTest {
  @Test
  void aScheduleStartsWhatReadsEvents() {
    assertThat(CurationTriggers.of(Shipped.advertising()))
        .extracting(CurationTriggersTest::text)
        .containsExactlyInAnyOrder(
            "advertising.advertising cron(30 0 * * ? *) []",
            "advertising.ad_traffic cron(30 0 * * ? *) []");
  }

  @Test
  void whatAnotherCurationWritesStartsWhatReadsItAndNothingStartsWhatIsDisabled() {
    assertThat(CurationTriggers.of(Curated.chain()))
        .extracting(CurationTriggersTest::text)
        .containsExactlyInAnyOrder(
            "shop.a_month cron(0 0 * * ? *) [shop.b_day]",
            "shop.b_day rate(1 day) []",
            "shop.d_all - [shop.b_day]");
  }

  private static String text(CurationTriggers triggers) {
    Optional<String> time = triggers.time().map(Schedule::text);
    List<String> inputs = triggers.inputs().stream().map(TableName::toString).toList();
    return triggers.curation() + " " + time.orElse("-") + " " + inputs;
  }
}

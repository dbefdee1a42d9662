package io.pharos.embedded.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.notify.Notice;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogNotifierTest {
  private static final Instant TIME = Instant.parse("2026-11-21T09:30:00Z");

  @Test
  void logsFailuresAsErrorsAndTheRestAsInformation() {
    try (LogRecords records = new LogRecords(LogNotifier.class)) {
      new LogNotifier().tell(new Notice(TIME, true, "shop.daily failed", "a check {0} failed"));
      new LogNotifier().tell(new Notice(TIME, false, "shop.daily ended", "42 rows"));
      new LogNotifier().tell(new Notice(TIME, false, "shop.daily ended", ""));

      assertThat(records.all())
          .containsExactly(
              "error: shop.daily failed: a check {0} failed",
              "info: shop.daily ended: 42 rows", "info: shop.daily ended");
    }
  }
}

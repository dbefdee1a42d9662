package io.pharos.embedded.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.notify.Notice;
import io.pharos.core.notify.Notifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotifiersTest {
  private static final Notice NOTICE =
      new Notice(Instant.parse("2026-11-21T09:30:00Z"), true, "shop.daily failed", "why");

  @Test
  void tellsEach() {
    List<Notice> first = new ArrayList<>();
    List<Notice> second = new ArrayList<>();
    Notifiers.all(List.of(first::add, second::add)).tell(NOTICE);

    assertThat(first).containsExactly(NOTICE);
    assertThat(second).containsExactly(NOTICE);
  }

  @Test
  void tellsTheOthersWhereOneThrows() {
    Notifier broken =
        notice -> {
          throw new IllegalStateException("broken");
        };
    List<Notice> told = new ArrayList<>();
    try (LogRecords records = new LogRecords(Notifiers.class)) {
      Notifiers.all(List.of(broken, told::add)).tell(NOTICE);

      assertThat(told).containsExactly(NOTICE);
      assertThat(records.all())
          .containsExactly(
              "error: not told: shop.daily failed: java.lang.IllegalStateException: broken");
    }
  }

  @Test
  void tellsNobody() {
    Notifiers.all(List.of()).tell(NOTICE);

    assertThat(NOTICE.failure()).isTrue();
  }
}

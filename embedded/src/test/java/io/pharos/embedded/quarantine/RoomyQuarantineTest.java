package io.pharos.embedded.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.TableName;
import io.pharos.core.quarantine.Quarantine;
import io.pharos.core.quarantine.QuarantineContractTest;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.testing.InMemoryQuarantine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RoomyQuarantineTest extends QuarantineContractTest {
  private static final TableName TABLE = TableName.parse("shop.orders");
  private static final long NEEDED = 1_000;

  private final AtomicLong usable = new AtomicLong(NEEDED);
  private final Quarantine quarantine =
      new RoomyQuarantine(new InMemoryQuarantine(), usable::get, NEEDED);

  @Override
  protected Quarantine quarantine() {
    return quarantine;
  }

  @Test
  void keepsNothingWhereTheDiskIsNearlyFullAndAgainWhereItIsNot() {
    RefusedEvent event = new RefusedEvent("1", Instant.EPOCH, "InvalidEvent", "wrong", new byte[1]);

    usable.set(NEEDED - 1);
    assertThat(quarantine.keep(TABLE, List.of(event)).toCompletableFuture())
        .isCompletedExceptionally();
    usable.set(NEEDED);
    assertThat(quarantine.keep(TABLE, List.of(event)).toCompletableFuture()).isCompleted();

    List<RefusedEvent> kept = new ArrayList<>();
    quarantine.list(TABLE, kept::add);
    assertThat(kept).hasSize(1);
  }
}

package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An orderly end in the middle of work: Ctrl-C, or what a service manager sends. */
class SignalIT {
  private static final int REQUESTS = 200;

  @TempDir Path folder;

  private final List<Ledger> ledgers =
      List.of(new Ledger(Beacon.IMPRESSIONS, 7), new Ledger(Beacon.CLICKS, 7));

  @Test
  void ctrlCUnderLoadFilesWhatWasAcknowledged() {
    assertEndsInOrder(warehouse -> {
      assumeFalse(warehouse.ignoresInterrupts(), "whoever started the tests turned SIGINT off");
      warehouse.signal("INT"); // as Ctrl-C does
      return warehouse.awaitEnd();
    });
  }

  @Test
  void terminationUnderLoadFilesWhatWasAcknowledged() {
    assertEndsInOrder(LocalProcess::stop);
  }

  private void assertEndsInOrder(ToIntFunction<LocalProcess> signal) {
    Path data = folder.resolve("data");
    try (LocalProcess warehouse = LocalProcess.up(data);
        Load load = Load.start(warehouse, ledgers, 7)) {
      LocalProcess.await("answers", () -> load.answers() >= REQUESTS);

      assertThat(signal.applyAsInt(warehouse)).as(warehouse.output()).isZero();

      assertThat(load.unexpected()).isEmpty();
      assertThat(data.resolve("HOLDER.json")).doesNotExist();
      assertThat(data.resolve("stream/advertising/impressions")).isEmptyDirectory();
      assertThat(data.resolve("stream/advertising/clicks")).isEmptyDirectory();
      ledgers.forEach(ledger -> ledger.assertInRaw(data));
    }
    try (LocalProcess next = LocalProcess.up(data)) {
      ledgers.forEach(ledger -> ledger.assertInSql(next));
    }
  }
}

package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at any moment: while events are taken, while they are filed, while it starts. */
class KillIT {
  private static final int KILLS = 20;

  @TempDir Path folder;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final List<Ledger> ledgers =
      List.of(new Ledger(Beacon.IMPRESSIONS, seed), new Ledger(Beacon.CLICKS, seed));

  @BeforeEach
  void sayTheSeed() {
    System.out.println("KillIT: seed " + seed);
  }

  @Test
  void whatWasAcknowledgedIsInSqlAndInTheArchiveExactlyOnce() {
    Home home = Home.shipped(folder).write("config/local.json", "{\"flush_interval_seconds\": 1}");
    Path data = folder.resolve("data");

    for (int i = 0; i < KILLS; i++) {
      killUnderLoad(home, data, i % 2 == 0);
      if (i % 4 == 0) {
        killWhileItStarts(home, data);
      }
    }

    try (LocalProcess warehouse = LocalProcess.up(home.path(), data)) {
      for (Ledger ledger : ledgers) {
        System.out.println(
            "KillIT: " + ledger.acknowledged() + " acknowledged of " + ledger.beacon().name());
        assertThat(ledger.acknowledged()).isPositive();
        assertThat(counted(warehouse, ledger)).isEqualTo(ledger.assertInSql(warehouse));
      }
      assertThat(warehouse.stop()).isZero();
      ledgers.forEach(ledger -> ledger.assertInRaw(data));
    }
  }

  /** What the counts of the minute say that all events of a ledger are of. */
  private static int counted(LocalProcess warehouse, Ledger ledger) {
    String minute = "from=2024-02-29T12:00&to=2024-02-29T12:00";
    return LocalProcess.json(warehouse.get("/advertising/metrics?" + minute).body())
        .at("/minutes/0/" + ledger.beacon().table())
        .asInt();
  }

  private void killUnderLoad(Home home, Path data, boolean flushing) {
    try (LocalProcess warehouse = LocalProcess.up(home.path(), data);
        Load load = Load.start(warehouse, ledgers, random.nextLong())) {
      if (flushing) {
        load.flushing();
      }
      LocalProcess.pause(50 + random.nextInt(350));
      warehouse.kill();
      assertThat(load.unexpected()).isEmpty();
    }
  }

  /** Some of them while it files what the one before left behind. */
  private void killWhileItStarts(Home home, Path data) {
    try (LocalProcess warehouse = LocalProcess.start(home.path(), data)) {
      LocalProcess.pause(500 + random.nextInt(1500));
      warehouse.kill();
    }
  }
}

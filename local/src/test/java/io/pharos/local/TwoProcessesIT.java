package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder belongs to one process, of a version that can read it. */
class TwoProcessesIT {
  @TempDir Path folder;

  @Test
  void aSecondProcessEndsAndNamesTheOneThatHoldsTheFolder() {
    Path data = folder.resolve("data");
    try (LocalProcess holder = LocalProcess.up(data);
        LocalProcess second = LocalProcess.start(LocalProcess.ROOT, data)) {
      assertThat(second.awaitEnd()).isEqualTo(1);
      assertThat(second.output())
          .contains("in use", "process " + holder.pid(), holder.url().toString(), "--data");
      assertThat(holder.post(Beacon.IMPRESSIONS, event()).statusCode()).isEqualTo(200);
      assertThat(holder.sql("select ad_id from advertising.impressions")).hasSize(1);
    }
  }

  private static String event() {
    return Beacon.IMPRESSIONS.event("0199aa00-0000-7000-8000-000000000002");
  }

  @Test
  void theLockOfAKilledProcessDoesNotOutliveIt() {
    Path data = folder.resolve("data");
    try (LocalProcess first = LocalProcess.up(data)) {
      first.kill();
    }
    try (LocalProcess second = LocalProcess.up(data)) {
      assertThat(second.stop()).isZero();
    }
  }

  @Test
  void aFolderOfANewerFormatIsRefusedAndLeftAsItIs() throws IOException {
    Path data = folder.resolve("data");
    try (LocalProcess first = LocalProcess.up(data)) {
      first.post(Beacon.IMPRESSIONS, event());
      first.stop();
    }
    assertThat(data.resolve("VERSION")).content().isEqualToIgnoringNewLines("1");
    Files.writeString(data.resolve("VERSION"), "2\n");
    Map<String, List<Object>> before = files(data);

    try (LocalProcess second = LocalProcess.start(LocalProcess.ROOT, data)) {
      assertThat(second.awaitEnd()).isEqualTo(1);
      assertThat(second.output()).contains(data.getFileName().toString(), "newer Pharos", "2", "1");
    }
    assertThat(files(data)).isEqualTo(before);
  }

  /** Every file with its length and when it was changed. */
  private static Map<String, List<Object>> files(Path data) throws IOException {
    Map<String, List<Object>> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(data)) {
      for (Path file : all.toList()) {
        files.put(
            file.toString(),
            List.of(
                Files.isDirectory(file),
                Files.isDirectory(file) ? 0 : Files.size(file),
                Files.getLastModifiedTime(file)));
      }
    }
    return files;
  }
}

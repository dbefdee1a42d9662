package io.pharos.embedded.lake;

import io.pharos.core.lake.LakeLayout;
import io.pharos.embedded.stream.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Archives segments that SQL already sees, then removes them. */
final class RawArchiver {
  private final Path data;

  RawArchiver(Path data) {
    this.data = data;
  }

  void archive(Segment segment) throws IOException {
    String file = segment.name() + ".json.gz";
    Path folder =
        data.resolve(LakeLayout.raw(segment.table())).resolve(segment.name().partitionValue());
    RawArchive.archive(
        segment.file(), segment.length(), data.resolve("tmp").resolve(file), folder.resolve(file));
    Files.deleteIfExists(segment.file());
  }
}

package io.pharos.infra.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The zip of a function for Lambda: its build, and the definitions beside it. */
public final class FunctionZip {
  /** The file of the definitions in a zip. */
  public static final String DEFINITIONS = "pharos.json";

  private static final String BOOTSTRAP = "bootstrap";

  /**
   * The fixed time of all entries, so that the same content gives the same bytes. It is a local
   * time, because a zip stores local times.
   */
  private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private static final int EXECUTABLE = 0100755;
  private static final int READABLE = 0100644;

  private FunctionZip() {}

  /** Writes a zip from a build and definitions. */
  static void write(Path built, byte[] definitions, Path target) throws IOException {
    TreeMap<String, byte[]> entries = new TreeMap<>();
    try (ZipFile zip = ZipFile.builder().setPath(built).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        if (!entry.isDirectory()) {
          try (InputStream content = zip.getInputStream(entry)) {
            entries.put(entry.getName(), content.readAllBytes());
          }
        }
      }
    }
    entries.put(DEFINITIONS, definitions);
    Files.createDirectories(target.toAbsolutePath().resolveSibling(""));
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(target)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (var entry : entries.entrySet()) {
        ZipArchiveEntry written = new ZipArchiveEntry(entry.getKey());
        written.setTimeLocal(TIME);
        written.setUnixMode(entry.getKey().equals(BOOTSTRAP) ? EXECUTABLE : READABLE);
        written.setSize(entry.getValue().length);
        zip.putArchiveEntry(written);
        zip.write(entry.getValue());
        zip.closeArchiveEntry();
      }
    }
  }
}

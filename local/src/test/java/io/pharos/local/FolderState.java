package io.pharos.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Every file and folder of a folder: when it was changed, and of a file what it holds. */
record FolderState(SortedMap<String, Entry> entries) {
  record Entry(long length, long checksum, FileTime changed) {}

  static FolderState of(Path folder) throws IOException {
    SortedMap<String, Entry> entries = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.toList()) {
        byte[] content = Files.isDirectory(file) ? new byte[0] : Files.readAllBytes(file);
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        entries.put(
            file.toString(),
            new Entry(content.length, checksum.getValue(), Files.getLastModifiedTime(file)));
      }
    }
    return new FolderState(entries);
  }
}

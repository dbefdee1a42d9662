package io.pharos.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every file of a folder with its length and when it was changed. */
record FolderState(SortedMap<String, Entry> files) {
  record Entry(long length, FileTime changed) {}

  static FolderState of(Path folder) throws IOException {
    SortedMap<String, Entry> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.toList()) {
        long length = Files.isDirectory(file) ? 0 : Files.size(file);
        files.put(file.toString(), new Entry(length, Files.getLastModifiedTime(file)));
      }
    }
    return new FolderState(files);
  }
}

package io.pharos.embedded.stream;

import io.pharos.core.definition.TableName;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of streams, {@code <database>/<table>/<segment>.jsonl}, that is only read; its tables
 * may be undefined.
 */
public record StreamFolder(Path path) {
  /** A segment in the folder. */
  public record Found(TableName table, SegmentName name, Path file) {
    /** The number of complete lines; 0 if it was filed meanwhile. */
    public long events() {
      long lines = 0;
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
        for (int c = in.read(); c >= 0; c = in.read()) {
          lines += c == '\n' ? 1 : 0;
        }
        return lines;
      } catch (NoSuchFileException filed) {
        return 0;
      } catch (IOException e) {
        throw new UncheckedIOException(file + " cannot be read", e);
      }
    }
  }

  /** All segments of all tables. */
  public List<Found> segments() {
    List<Found> found = new ArrayList<>();
    for (Path database : entries(path)) {
      for (Path table : entries(database)) {
        for (Path file : entries(table)) {
          if (SegmentName.isFile(name(file)) && isName(name(database)) && isName(name(table))) {
            TableName its = new TableName(name(database), name(table));
            found.add(new Found(its, SegmentName.ofFile(name(file)), file));
          }
        }
      }
    }
    return found;
  }

  private static List<Path> entries(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be listed", e);
    }
  }

  private static boolean isName(String folder) {
    return TableName.IDENTIFIER.matcher(folder).matches();
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}

package io.pharos.embedded.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The file with the format version of a data folder. */
final class FormatVersion {
  static final int CURRENT = 1;

  private static final String FILE = "VERSION";
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  /** The files that may exist before the version does. */
  private static final Set<String> OURS =
      Stream.concat(DataFolder.FOLDERS.stream(), Stream.of("LOCK", "HOLDER.json", "lost+found"))
          .collect(Collectors.toUnmodifiableSet());

  private FormatVersion() {}

  /**
   * Reads the file; writes it if the folder is new.
   *
   * @throws DataFolderUnusable if this Pharos cannot read the folder
   */
  static void check(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.notExists(file)) {
      requireNobodyElses(folder);
      Path fresh = folder.resolve("." + FILE);
      Files.writeString(fresh, CURRENT + "\n");
      DurableFiles.publish(fresh, file);
      return;
    }
    requireReadable(folder);
  }

  /** Whether this Pharos can read the folder; it writes nothing. */
  static void require(Path folder) throws IOException {
    if (Files.notExists(folder.resolve(FILE))) {
      throw new DataFolderUnusable(
          folder
              + " is not a data folder: no warehouse has made it (it has no file "
              + FILE
              + "); name one with --data, or make it one with ./pharos up --data "
              + folder);
    }
    requireReadable(folder);
  }

  private static void requireReadable(Path folder) throws IOException {
    int format = read(folder.resolve(FILE));
    if (format > CURRENT) {
      throw new DataFolderUnusable(
          "data folder "
              + folder
              + " was written by a newer Pharos (format "
              + format
              + "; this one reads "
              + CURRENT
              + "): update Pharos or name another folder");
    }
  }

  /**
   * Refuses a folder with files of other programs, which must be neither mixed with ours nor
   * deleted with them.
   */
  private static void requireNobodyElses(Path folder) throws IOException {
    try (Stream<Path> names = Files.list(folder)) {
      Optional<String> other =
          names
              .map(name -> String.valueOf(name.getFileName()))
              .filter(name -> !name.startsWith(".") && !OURS.contains(name))
              .findFirst();
      if (other.isPresent()) {
        throw new DataFolderUnusable(
            "data folder "
                + folder
                + " holds '"
                + other.get()
                + "' and was not made by Pharos: name a new or empty folder with --data");
      }
    }
  }

  private static int read(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file).strip();
    } catch (IOException e) {
      throw new DataFolderUnusable(
          file + " cannot be read (" + e + "): allow it, or name another folder with --data", e);
    }
    if (!NUMBER.matcher(text).matches()) {
      throw new DataFolderUnusable(
          file
              + " holds no format number but '"
              + (text.length() > 20 ? text.substring(0, 20) + ".." : text)
              + "': it is damaged, or the folder is not Pharos'; put it right, or name another"
              + " folder with --data");
    }
    return Integer.parseInt(text);
  }
}

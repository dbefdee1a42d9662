package io.pharos.embedded.files;

import io.pharos.embedded.stream.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The file that says in which format a data folder was written. */
final class FormatVersion {
  static final int CURRENT = 1;

  private static final String FILE = "VERSION";
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  private FormatVersion() {}

  /**
   * Reads the file; writes it where the folder is new.
   *
   * @throws DataFolderUnusable where this Pharos cannot read what is there
   */
  static void check(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.notExists(file)) {
      Path fresh = folder.resolve("." + FILE);
      Files.writeString(fresh, CURRENT + "\n");
      Folders.publish(fresh, file);
      return;
    }
    int format = read(file);
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

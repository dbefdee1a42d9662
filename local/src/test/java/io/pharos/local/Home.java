package io.pharos.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A working copy of a test's own: tables, curations and config/local.json. */
public record Home(Path path) {
  /** One that holds nothing yet. */
  public static Home empty(Path folder) {
    Home home = new Home(folder.resolve("home"));
    home.write("config/local.json", "{}");
    try {
      Files.createDirectories(home.path.resolve("tables"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return home;
  }

  /** One with the shipped example. */
  public static Home shipped(Path folder) {
    Home home = empty(folder);
    for (String name : List.of("tables", "curations")) {
      home.copy(LocalProcess.ROOT.resolve(name), name);
    }
    return home;
  }

  /** A table of a file in the test resources. */
  public Home table(String name, String resource) {
    return file("tables/" + name + ".yaml", resource);
  }

  /** A file of the test resources. */
  public Home file(String file, String resource) {
    try (InputStream in = Objects.requireNonNull(Home.class.getResourceAsStream(resource))) {
      return write(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file. */
  public Home write(String file, String content) {
    try {
      Path target = path.resolve(file);
      Files.createDirectories(target.resolveSibling(""));
      Files.writeString(target, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(Path folder, String name) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        write(name + "/" + folder.relativize(file), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

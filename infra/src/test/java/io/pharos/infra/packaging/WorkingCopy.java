package io.pharos.infra.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A working copy with a class in each module, and a Maven that compiles nothing: it notes what it
 * was asked for, and leaves a zip wherever one is expected.
 */
public final class WorkingCopy {
  /** Says nothing: what it wrote would go to the standard output of the tests. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$*" >>calls.txt
      [ ! -e failing ] || exit 3
      previous=
      for argument; do
        [ "$previous" != -pl ] || modules=$argument
        previous=$argument
      done
      IFS=,
      for module in $modules; do
        mkdir -p "$module/target"
        cp "$module/prepared.zip" "$module/target/function.zip"
      done
      """;

  private static final LocalDateTime WRITTEN = LocalDateTime.of(2026, 1, 1, 0, 0);

  private final Path home;

  private WorkingCopy(Path home) {
    this.home = home;
  }

  public static WorkingCopy in(Path home) throws IOException {
    WorkingCopy copy = new WorkingCopy(home);
    copy.write("pom.xml", "<project/>");
    for (String module : List.of("function", "core", "aws", "http", "sql", "local")) {
      copy.module(module);
    }
    for (LambdaFunction function : LambdaFunction.values()) {
      copy.module(function.module());
      zip(
          home.resolve(function.module()).resolve("prepared.zip"),
          Map.of("bootstrap", "runs " + function));
    }
    program(home.resolve("mvnw"), MAVEN);
    return copy;
  }

  private void module(String module) throws IOException {
    write(module + "/pom.xml", "<project/>");
    write(module + "/src/main/java/io/pharos/Some.java", "class Some {}");
  }

  public Path home() {
    return home;
  }

  public Path write(String file, String text) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.toAbsolutePath().resolveSibling(""));
    return Files.writeString(path, text);
  }

  public void move(String file, String to) throws IOException {
    Files.createDirectories(home.resolve(to).toAbsolutePath().resolveSibling(""));
    Files.move(home.resolve(file), home.resolve(to));
  }

  /** Lets every build fail from now on. */
  public void breakMaven() throws IOException {
    write("failing", "");
  }

  public void repairMaven() throws IOException {
    Files.delete(home.resolve("failing"));
  }

  /** The arguments of every build so far. */
  public List<String> builds() throws IOException {
    Path calls = home.resolve("calls.txt");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  /** A program that does what the script says. */
  public static Path program(Path file, String script) throws IOException {
    Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    Files.writeString(file, script);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A zip as the JDK writes it, in the order of names. */
  public static Path zip(Path file, Map<String, String> texts) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
        ZipEntry entry = new ZipEntry(text.getKey());
        entry.setTimeLocal(WRITTEN); // the same bytes, whenever it is written
        zip.putNextEntry(entry);
        zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return file;
  }
}

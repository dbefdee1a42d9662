package io.pharos.infra.packaging;

import io.pharos.core.hash.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** One hash of all sources of a function, so that the same sources are not built twice. */
public final class SourceHash {
  private static final int DIGITS = 32;

  private SourceHash() {}

  /** The hash of a function's sources for a platform. */
  static String of(Path home, LambdaFunction function, Platform platform) throws IOException {
    MessageDigest digest = Sha256.digest();
    digest.update(platform.name().getBytes(StandardCharsets.UTF_8));
    for (String source : function.sources()) {
      for (Path file : files(home.resolve(source))) {
        String name = home.relativize(file).toString().replace('\\', '/');
        digest.update((name + "\n" + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  /** A file, or the sources of a module: its pom and everything but tests. */
  private static List<Path> files(Path source) throws IOException {
    if (Files.isRegularFile(source)) {
      return List.of(source);
    }
    try (Stream<Path> below = Files.walk(source)) {
      return below
          .filter(Files::isRegularFile)
          .filter(file -> {
            Path name = source.relativize(file);
            return name.getNameCount() == 1 || name.startsWith("src/main");
          })
          .sorted()
          .toList();
    }
  }
}

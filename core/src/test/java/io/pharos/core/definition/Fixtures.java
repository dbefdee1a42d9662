package io.pharos.core.definition;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** Definition files of the tests. */
final class Fixtures {
  /** The root of the working copy: tests run in the folder of their module. */
  static final Path ROOT = Path.of("..");

  private Fixtures() {}

  static Path folder(String name) {
    URL url = Objects.requireNonNull(Fixtures.class.getResource("/definitions/" + name), name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Definitions read(String name) {
    return DefinitionReader.read(folder(name).resolve("tables"), folder(name).resolve("curations"));
  }
}

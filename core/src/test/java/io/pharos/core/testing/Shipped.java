package io.pharos.core.testing;

import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.definition.Definitions;
import java.nio.file.Path;

/** The definitions of the repository. */
public final class Shipped {
  /** Tests run in their module's folder. */
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Shipped() {}

  public static Definitions advertising() {
    return DefinitionReader.read(ROOT.resolve("tables"), ROOT.resolve("curations"));
  }
}

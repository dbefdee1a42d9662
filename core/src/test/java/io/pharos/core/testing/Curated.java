package io.pharos.core.testing;

import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.definition.Definitions;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** A shop whose curations have every kind of window, and serve by their window and by a date. */
public final class Curated {
  private Curated() {}

  public static Definitions shop() {
    return read("curated");
  }

  /** Curations that read what others write. */
  public static Definitions chain() {
    return read("chained");
  }

  private static Definitions read(String name) {
    try {
      Path folder =
          Path.of(
              Objects.requireNonNull(Curated.class.getResource("/definitions/" + name), name)
                  .toURI());
      return DefinitionReader.read(folder.resolve("tables"), folder.resolve("curations"));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static CurationDefinition curation(Definitions definitions, String name) {
    return Objects.requireNonNull(definitions.curations().get(CurationName.parse(name)), name);
  }
}

package io.pharos.infra.stack;

import io.pharos.core.shape.InvalidFiles;
import io.pharos.core.shape.Problem;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Databases of a configuration that are already in the catalog.
 *
 * @param file the configuration file, for messages
 * @param line of the parameter
 * @param names as in {@code tables/}
 */
record ExistingDatabases(String file, int line, Set<String> names) {
  ExistingDatabases {
    names = Set.copyOf(names);
  }

  /**
   * Refuses databases that are not defined.
   *
   * @throws InvalidFiles with each of these
   */
  void check(Set<String> defined) {
    String known =
        defined.isEmpty() ? "there is none" : "there are " + String.join(", ", sorted(defined));
    List<Problem> problems =
        sorted(names).stream()
            .filter(name -> !defined.contains(name))
            .map(name ->
                new Problem(
                    file,
                    line,
                    ParameterValues.path(StackParameter.EXISTING_DATABASES.text()),
                    "there is no database '" + name + "' in tables/; " + known))
            .toList();
    if (!problems.isEmpty()) {
      throw new InvalidFiles(problems);
    }
  }

  private static Set<String> sorted(Set<String> names) {
    return new TreeSet<>(names);
  }
}

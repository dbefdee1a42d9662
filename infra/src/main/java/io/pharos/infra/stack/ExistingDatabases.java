package io.pharos.infra.stack;

import io.pharos.core.shape.InvalidFiles;
import io.pharos.core.shape.Problem;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Databases that a configuration says are in the catalog already.
 *
 * @param file that says so, for messages
 * @param line where it does
 * @param names as {@code tables/} knows them
 */
record ExistingDatabases(String file, int line, Set<String> names) {
  ExistingDatabases {
    names = Set.copyOf(names);
  }

  /**
   * Lets them pass where all are defined.
   *
   * @throws InvalidFiles with each that is not
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

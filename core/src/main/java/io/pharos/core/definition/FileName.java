package io.pharos.core.definition;

import io.pharos.core.shape.ProblemLog;
import java.util.Optional;

/**
 * A definition file's path, {@code <database>/<stem>.<ending>}.
 *
 * @param stem the name without {@code .yaml} or {@code .sql}
 */
record FileName(String path, String database, String stem) {

  static FileName of(String path) {
    int slash = path.indexOf('/');
    int dot = path.lastIndexOf('.');
    if (slash < 1 || dot < slash) {
      throw new IllegalArgumentException("'" + path + "' is not of the form database/name.yaml");
    }
    return new FileName(path, path.substring(0, slash), path.substring(slash + 1, dot));
  }

  /** The table of this database and file; empty if one of the two is no valid name. */
  Optional<TableName> tableName() {
    return valid() ? Optional.of(new TableName(database, stem)) : Optional.empty();
  }

  /** The curation of this database and file; empty if one of the two is no valid name. */
  Optional<CurationName> curationName() {
    return valid() ? Optional.of(new CurationName(database, stem)) : Optional.empty();
  }

  private boolean valid() {
    return TableName.isIdentifier(database) && TableName.isIdentifier(stem);
  }

  /** Reports a file name that is no valid name. */
  void reportStem(String what, ProblemLog log) {
    if (!TableName.isIdentifier(stem)) {
      log.add(
          "'%s' is no name for a %s: take lower-case letters, digits and _, a letter first"
              .formatted(stem, what));
    }
  }
}

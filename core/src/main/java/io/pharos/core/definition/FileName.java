package io.pharos.core.definition;

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

  /** The name that database and file make; empty where one of the two is no name. */
  Optional<TableName> tableName() {
    boolean valid =
        TableName.IDENTIFIER.matcher(database).matches()
            && TableName.IDENTIFIER.matcher(stem).matches();
    return valid ? Optional.of(new TableName(database, stem)) : Optional.empty();
  }

  /** Reports a file name that cannot be the name of what it declares. */
  void reportStem(String what, ProblemLog log) {
    if (!TableName.IDENTIFIER.matcher(stem).matches()) {
      log.add(
          "'%s' is no name for a %s: take lower-case letters, digits and _, a letter first"
              .formatted(stem, what));
    }
  }
}

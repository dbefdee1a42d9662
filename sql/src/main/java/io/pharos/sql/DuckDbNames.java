package io.pharos.sql;

import io.pharos.core.definition.TableName;

/**
 * What the lake's tables are called in DuckDB. It has schemas and catalogs of its own, such as
 * main, temp and pg_catalog: a database's schema has a name that neither those nor a database can
 * have.
 */
public final class DuckDbNames {
  private DuckDbNames() {}

  /** The schema of a database's tables, as it is written. */
  public static String schema(String database) {
    return Trees.quoted("lake/" + database);
  }

  /** A table, as it is written. */
  public static String table(TableName name) {
    return schema(name.database()) + "." + Trees.quoted(name.table());
  }
}

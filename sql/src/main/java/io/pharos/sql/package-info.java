/**
 * Athena SQL: parsed with Trino's own parser, checked, the tables that it reads named, and
 * rewritten for DuckDB.
 */
@NullMarked
package io.pharos.sql;

import org.jspecify.annotations.NullMarked;

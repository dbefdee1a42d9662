/** Athena's functions that DuckDB lacks or understands otherwise, in Java as Trino has them. */
@NullMarked
package io.pharos.sql.functions;

import org.jspecify.annotations.NullMarked;

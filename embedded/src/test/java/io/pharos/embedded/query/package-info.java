/** Tests of queries on DuckDB. */
@NullMarked
package io.pharos.embedded.query;

import org.jspecify.annotations.NullMarked;

/** SQL on one machine: DuckDB over the files that the catalog knows. */
@NullMarked
package io.pharos.embedded.query;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.pharos.sql;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.pharos.curation;

import org.jspecify.annotations.NullMarked;

/** What a deployment is made of. */
@NullMarked
package io.pharos.infra;

import org.jspecify.annotations.NullMarked;

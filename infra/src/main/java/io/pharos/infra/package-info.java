/** The program that makes the parts of a deployment. */
@NullMarked
package io.pharos.infra;

import org.jspecify.annotations.NullMarked;

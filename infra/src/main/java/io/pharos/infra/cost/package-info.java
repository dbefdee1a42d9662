/** A model of the bill of a deployed warehouse on AWS. */
@NullMarked
package io.pharos.infra.cost;

import org.jspecify.annotations.NullMarked;

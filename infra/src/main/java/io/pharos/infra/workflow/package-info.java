/** The workflow of curations on AWS. */
@NullMarked
package io.pharos.infra.workflow;

import org.jspecify.annotations.NullMarked;

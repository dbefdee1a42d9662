/** The workflow that curations run in on AWS. */
@NullMarked
package io.pharos.infra.workflow;

import org.jspecify.annotations.NullMarked;

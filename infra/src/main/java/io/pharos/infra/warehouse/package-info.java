/** A warehouse on AWS as a CDK construct, for any stack. */
@NullMarked
package io.pharos.infra.warehouse;

import org.jspecify.annotations.NullMarked;

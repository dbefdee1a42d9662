/** Metrics on CloudWatch. */
@NullMarked
package io.pharos.aws.cloudwatch;

import org.jspecify.annotations.NullMarked;

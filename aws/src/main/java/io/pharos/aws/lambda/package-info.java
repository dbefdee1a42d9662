/** The common parts of functions: settings, time, operational counts. */
@NullMarked
package io.pharos.aws.lambda;

import org.jspecify.annotations.NullMarked;

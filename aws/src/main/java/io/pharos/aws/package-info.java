/** The clients of AWS services, and the common parts of all adapters. */
@NullMarked
package io.pharos.aws;

import org.jspecify.annotations.NullMarked;

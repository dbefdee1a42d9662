/** The clients of AWS services, and what all adapters share. */
@NullMarked
package io.pharos.aws;

import org.jspecify.annotations.NullMarked;

/** Streams on Kinesis. */
@NullMarked
package io.pharos.aws.kinesis;

import org.jspecify.annotations.NullMarked;

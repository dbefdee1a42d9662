/** Quarantine on Firehose and S3. */
@NullMarked
package io.pharos.aws.firehose;

import org.jspecify.annotations.NullMarked;

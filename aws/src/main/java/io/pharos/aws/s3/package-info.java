/** Objects on S3. */
@NullMarked
package io.pharos.aws.s3;

import org.jspecify.annotations.NullMarked;

/** Notices on SNS. */
@NullMarked
package io.pharos.aws.sns;

import org.jspecify.annotations.NullMarked;

/** Parts for tests on AWS or what stands for it; other modules use them too. */
@NullMarked
package io.pharos.aws.testing;

import org.jspecify.annotations.NullMarked;

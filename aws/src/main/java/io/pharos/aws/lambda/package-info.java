/** What every function has: its settings, its time, its operational counts. */
@NullMarked
package io.pharos.aws.lambda;

import org.jspecify.annotations.NullMarked;

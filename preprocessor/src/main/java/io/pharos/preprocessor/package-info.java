/** Records vetted on their way into the lake: the function that Firehose calls. */
@NullMarked
package io.pharos.preprocessor;

import org.jspecify.annotations.NullMarked;

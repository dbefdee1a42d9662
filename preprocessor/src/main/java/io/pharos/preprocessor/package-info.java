/** The function of Firehose, which vets records on their way into the lake. */
@NullMarked
package io.pharos.preprocessor;

import org.jspecify.annotations.NullMarked;

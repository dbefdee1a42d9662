@NullMarked
package io.pharos.partitioner;

import org.jspecify.annotations.NullMarked;

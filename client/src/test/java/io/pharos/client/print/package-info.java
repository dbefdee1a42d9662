@NullMarked
package io.pharos.client.print;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.pharos.client;

import org.jspecify.annotations.NullMarked;

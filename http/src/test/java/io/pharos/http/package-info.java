@NullMarked
package io.pharos.http;

import org.jspecify.annotations.NullMarked;

/** Telling people by log and webhook. */
@NullMarked
package io.pharos.embedded.notify;

import org.jspecify.annotations.NullMarked;

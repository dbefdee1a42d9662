/** What is asked of a warehouse, and what it answers. */
@NullMarked
package io.pharos.client;

import org.jspecify.annotations.NullMarked;

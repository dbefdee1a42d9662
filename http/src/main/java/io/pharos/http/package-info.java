/** The HTTP resources, for any host that speaks Jakarta REST. */
@NullMarked
package io.pharos.http;

import org.jspecify.annotations.NullMarked;

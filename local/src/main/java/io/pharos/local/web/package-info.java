/** The server's parts beside the resources of module http. */
@NullMarked
package io.pharos.local.web;

import org.jspecify.annotations.NullMarked;

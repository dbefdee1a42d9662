@NullMarked
package io.pharos.local.web;

import org.jspecify.annotations.NullMarked;

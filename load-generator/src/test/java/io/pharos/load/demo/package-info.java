@NullMarked
package io.pharos.load.demo;

import org.jspecify.annotations.NullMarked;

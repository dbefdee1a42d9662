@NullMarked
package io.pharos.trafficapi;

import org.jspecify.annotations.NullMarked;

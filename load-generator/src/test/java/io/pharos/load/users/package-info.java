@NullMarked
package io.pharos.load.users;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.pharos.client.command;

import org.jspecify.annotations.NullMarked;

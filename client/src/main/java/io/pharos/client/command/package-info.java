/** What the commands of every program share: their list, exit codes and failures. */
@NullMarked
package io.pharos.client.command;

import org.jspecify.annotations.NullMarked;

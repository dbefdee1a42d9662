/** What README and docs/ show, found in the Markdown itself, for tests that run or read it. */
@NullMarked
package io.pharos.core.testing.docs;

import org.jspecify.annotations.NullMarked;

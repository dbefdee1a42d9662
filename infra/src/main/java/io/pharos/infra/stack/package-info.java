/** From table files, curation files and a branch's configuration to one CloudFormation template. */
@NullMarked
package io.pharos.infra.stack;

import org.jspecify.annotations.NullMarked;

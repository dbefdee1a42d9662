/** What a deployed warehouse costs on AWS: a model of its bill. */
@NullMarked
package io.pharos.infra.cost;

import org.jspecify.annotations.NullMarked;

/** How a warehouse on AWS is watched: alarms, canary deployments under them, dashboards. */
@NullMarked
package io.pharos.infra.operations;

import org.jspecify.annotations.NullMarked;

/** The monitoring of a warehouse on AWS: alarms, canary deployments under them, dashboards. */
@NullMarked
package io.pharos.infra.operations;

import org.jspecify.annotations.NullMarked;

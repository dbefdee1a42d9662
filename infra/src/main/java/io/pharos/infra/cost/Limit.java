package io.pharos.infra.cost;

/**
 * Where a service takes no more.
 *
 * @param eventsPerSecond at which that is
 * @param raise what to change then
 */
record Limit(Service service, String what, double eventsPerSecond, String raise) {}

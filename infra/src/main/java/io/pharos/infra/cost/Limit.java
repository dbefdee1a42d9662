package io.pharos.infra.cost;

/**
 * The limit of a service.
 *
 * @param eventsPerSecond at which it is reached
 * @param raise how to raise it
 */
record Limit(Service service, String what, double eventsPerSecond, String raise) {}

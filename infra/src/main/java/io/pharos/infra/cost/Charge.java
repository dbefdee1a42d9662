package io.pharos.infra.cost;

/**
 * Something that is billed.
 *
 * @param price its name in the price list
 * @param quantity of a month, in the price's unit
 */
record Charge(Service service, String what, String price, double quantity) {}

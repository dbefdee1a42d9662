package io.pharos.infra.cost;

/**
 * An item of the bill.
 *
 * @param price its name in the price list
 * @param quantity of a month, in the price's unit
 */
record Charge(Service service, String what, String price, double quantity) {}

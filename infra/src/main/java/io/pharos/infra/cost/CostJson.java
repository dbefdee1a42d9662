package io.pharos.infra.cost;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Estimates for programs: an array, an object for each batch and rate. */
final class CostJson {
  private CostJson() {}

  static ArrayNode of(List<Estimate> estimates, PriceList prices) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    estimates.forEach(estimate -> write(estimate, prices, all.addObject()));
    return all;
  }

  private static void write(Estimate estimate, PriceList prices, ObjectNode to) {
    Load load = estimate.load();
    to.put("region", prices.region()).put("prices_date", prices.date().toString());
    to.put("events_per_second", plain(load.eventsPerSecond()))
        .put("event_bytes", load.eventBytes())
        .put("batch", load.batch())
        .put("lookups_per_second", plain(load.lookupsPerSecond()))
        .put("streaming_tables", load.tables())
        .put("streams", load.streams().name().toLowerCase(Locale.ROOT));
    to.put("dollars_per_month", dollars(estimate.dollarsPerMonth()));
    to.put("cloudwatch_free_tier", dollars(estimate.freePerMonth(prices)));
    estimate
        .dollarsPerMillion()
        .ifPresentOrElse(
            million -> to.put("dollars_per_million_events", dollars(million)),
            () -> to.putNull("dollars_per_million_events"));
    ObjectNode services = to.putObject("services");
    estimate.byService().forEach((service, cost) -> services.put(service.title(), dollars(cost)));
    charges(estimate, prices, to.putArray("charges"));
    for (Limit limit : estimate.limits()) {
      to.withArray("limits")
          .addObject()
          .put("service", limit.service().title())
          .put("what", limit.what())
          .put("events_per_second", plain(limit.eventsPerSecond()))
          .put("raise", limit.raise());
    }
    ObjectNode assumptions = to.putObject("assumptions");
    for (Assumption assumption : Assumption.values()) {
      assumptions.put(assumption.name().toLowerCase(Locale.ROOT), plain(assumption.value()));
    }
  }

  private static void charges(Estimate estimate, PriceList prices, ArrayNode to) {
    for (Estimate.Line line : estimate.lines()) {
      Charge charge = line.charge();
      to.addObject()
          .put("service", charge.service().title())
          .put("what", charge.what())
          .put("price", charge.price())
          .put("quantity", plain(charge.quantity()))
          .put("unit", prices.price(charge.price()).unit())
          .put("dollars", dollars(line.dollars()));
    }
  }

  /** Its digits without an exponent. */
  private static BigDecimal plain(double number) {
    BigDecimal shortest = BigDecimal.valueOf(number);
    return shortest.setScale(Math.max(shortest.scale(), 0));
  }

  private static BigDecimal dollars(double dollars) {
    return BigDecimal.valueOf(dollars).setScale(6, RoundingMode.HALF_UP);
  }
}

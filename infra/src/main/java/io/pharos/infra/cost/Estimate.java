package io.pharos.infra.cost;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The bill of a month for a load. */
record Estimate(Load load, List<Line> lines) {
  private static final List<ServiceCost> SERVICES =
      List.of(
          new HttpApiCost(),
          new LambdaCost(),
          new KinesisCost(),
          new FirehoseCost(),
          new S3Cost(),
          new GlueCost(),
          new AthenaCost(),
          new DynamoDbCost(),
          new CloudWatchCost(),
          new StepFunctionsCost(),
          new SchedulerCost(),
          new KmsCost(),
          new TransferCost());

  /** A charge and its dollars. */
  record Line(Charge charge, double dollars) {}

  Estimate {
    lines = List.copyOf(lines);
  }

  /**
   * Tiers count the whole quantity at a price; the lines of the price share them by their
   * quantities.
   */
  static Estimate of(Load load, PriceList prices) {
    List<Charge> charges =
        SERVICES.stream().flatMap(service -> service.charges(load).stream()).toList();
    Map<String, Double> used =
        charges.stream()
            .collect(
                Collectors.groupingBy(Charge::price, Collectors.summingDouble(Charge::quantity)));
    return new Estimate(
        load,
        charges.stream()
            .map(charge -> {
              double all = used.getOrDefault(charge.price(), 0.0);
              double dollars = prices.price(charge.price()).cost(all);
              return new Line(charge, all == 0 ? 0 : dollars * charge.quantity() / all);
            })
            .toList());
  }

  /** The part that CloudWatch's free tier covers, if nothing else of the account uses it. */
  double freePerMonth(PriceList prices) {
    return CloudWatchCost.free(load, prices);
  }

  double dollarsPerMonth() {
    return lines.stream().mapToDouble(Line::dollars).sum();
  }

  /** Empty if there are no events. */
  OptionalDouble dollarsPerMillion() {
    return load.eventsPerSecond() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(dollarsPerMonth() / (load.eventsPerMonth() / 1e6));
  }

  /** Every service, even if it costs nothing. */
  Map<Service, Double> byService() {
    Map<Service, Double> dollars = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      dollars.put(service, 0.0);
    }
    lines.forEach(line -> dollars.merge(line.charge().service(), line.dollars(), Double::sum));
    return dollars;
  }

  /** The limits of the services for such a load. */
  List<Limit> limits() {
    return SERVICES.stream().flatMap(service -> service.limits(load).stream()).toList();
  }
}

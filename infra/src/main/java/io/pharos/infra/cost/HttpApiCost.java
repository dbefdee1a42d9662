package io.pharos.infra.cost;

import io.pharos.infra.warehouse.HttpOptions;
import java.util.List;

/** Requests, billed for each 512 KB begun. */
final class HttpApiCost implements ServiceCost {
  private static final double METERED = 512 * Units.KB;

  /** Default quota of an account and region, all its APIs together. */
  private static final double REQUESTS_PER_SECOND = 10_000;

  @Override
  public List<Charge> charges(Load load) {
    double steps = Math.ceil((double) load.batch() * load.eventBytes() / METERED);
    return List.of(
        new Charge(
            Service.HTTP_API, "events in", "http-api.requests", load.requestsPerMonth() * steps),
        new Charge(Service.HTTP_API, "look-ups", "http-api.requests", load.lookupsPerMonth()));
  }

  @Override
  public List<Limit> limits(Load load) {
    return List.of(
        limit(
            load,
            HttpOptions.DEFAULTS.rate(),
            "a stack, as shipped",
            "RequestsPerSecond in config/<branch>.json"),
        limit(load, REQUESTS_PER_SECOND, "an account", "the account's API Gateway throttle quota"));
  }

  /** The requests that look-ups leave; a batch makes no fewer of them. */
  private static Limit limit(Load load, double requests, String of, String raise) {
    double left = Math.max(0, requests - load.lookupsPerSecond());
    return new Limit(
        Service.HTTP_API,
        "%,.0f requests/s %s".formatted(requests, of),
        left * load.batch(),
        load.lookupsPerSecond() > 0 ? raise : "larger batches; " + raise);
  }
}

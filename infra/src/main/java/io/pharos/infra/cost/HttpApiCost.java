package io.pharos.infra.cost;

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
    double left = Math.max(0, REQUESTS_PER_SECOND - load.lookupsPerSecond());
    return List.of(
        new Limit(
            Service.HTTP_API,
            "10,000 requests/s an account",
            left * load.batch(),
            "larger batches; the account's API Gateway throttle quota"));
  }
}

package io.pharos.infra.cost;

import java.util.List;
import java.util.stream.Stream;

/** Invocations, and memory for as long as they take. */
final class LambdaCost implements ServiceCost {
  /** Default quota of an account and region, all functions together. */
  private static final double CONCURRENT = 1_000;

  static List<Invocations> functions(Load load) {
    return List.of(
        Invocations.beacon(load),
        Invocations.trafficApi(load),
        Invocations.realtimeMetrics(load),
        Invocations.preprocessor(load),
        Invocations.partitioner(load),
        Invocations.curation(load));
  }

  @Override
  public List<Charge> charges(Load load) {
    return functions(load).stream().flatMap(LambdaCost::charges).toList();
  }

  private static Stream<Charge> charges(Invocations function) {
    String name = function.function();
    return Stream.of(
        new Charge(Service.LAMBDA, name, "lambda.requests", function.count()),
        new Charge(Service.LAMBDA, name, "lambda.gb-seconds", function.gigabyteSeconds()));
  }

  @Override
  public List<Limit> limits(Load load) {
    double requests = CONCURRENT / Invocations.beacon(load).seconds();
    return List.of(
        new Limit(
            Service.LAMBDA,
            "1,000 beacons at once",
            requests * load.batch(),
            "larger batches; the account's quota of concurrent executions"));
  }
}

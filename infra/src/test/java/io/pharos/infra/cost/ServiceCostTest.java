package io.pharos.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The arithmetic of each service, computed by hand. */
class ServiceCostTest {
  private static final Offset<Double> CENT = within(0.005);
  private static final double GB = 1024.0 * 1024 * 1024;

  @Test
  void httpApi() {
    // 262.8 million requests; in batches 2.628; and 90 cents from 300 million on
    assertThat(dollars(Loads.single(100), Service.HTTP_API)).isCloseTo(262.80, CENT);
    assertThat(dollars(Loads.batches(100, 100), Service.HTTP_API)).isCloseTo(2.63, CENT);
    assertThat(dollars(Loads.single(1000), Service.HTTP_API)).isCloseTo(2395.20, CENT);
    assertThat(dollars(Loads.lookups(100), Service.HTTP_API)).isCloseTo(262.80, CENT);
  }

  @Test
  void aRequestOfOver512KbCountsTwice() {
    Load load = new Load(1, 200_000, 3, 0, 2, StreamMode.SHARDS);
    assertThat(dollars(load, Service.HTTP_API)).isCloseTo(2 * 0.876, CENT);
  }

  @Test
  void lambdaByFunction() {
    Load load = Loads.single(100);
    // 262.8 million at 20 cents, and 0.25 GB for 10.02 ms each
    assertThat(dollars(load, Service.LAMBDA, "beacon"))
        .isCloseTo(52.56 + 262.8e6 * 0.01002 * 0.25 * 0.0000133334, CENT);
    // of 2 shards a batch a minute of 3,000 events: 60 + 30 ms at 0.25 GB
    assertThat(dollars(load, Service.LAMBDA, "realtime-metrics"))
        .isCloseTo(87_600 * (0.2e-6 + 0.09 * 0.25 * 0.0000133334), within(1e-6));
    // 10 kB/s a shard is 0.57 MB a minute: not full; 3,000 events: 50 + 30 ms at 0.5 GB
    assertThat(dollars(load, Service.LAMBDA, "preprocessor"))
        .isCloseTo(87_600 * (0.2e-6 + 0.08 * 0.5 * 0.0000133334), within(1e-6));
    // 730 of 4 s at 0.25 GB
    assertThat(dollars(load, Service.LAMBDA, "partitioner"))
        .isCloseTo(730 * (0.2e-6 + 4 * 0.25 * 0.0000133334), within(1e-6));
    // a day: 2 of 4 windows of 4 steps and 1 more, and 1 to tidy; 8,640 keys of 0.4 ms in 4 windows
    assertThat(dollars(load, Service.LAMBDA, "curation"))
        .isCloseTo(
            730 / 24.0 * (35 * 0.2e-6 + (35 + 8_640 * 4 * 0.0004) * 0.5 * 0.0000133334),
            within(1e-6));
    assertThat(dollars(Loads.lookups(1), Service.LAMBDA, "traffic-api"))
        .isCloseTo(Loads.MONTH * (0.2e-6 + 0.01 * 0.25 * 0.0000133334), within(1e-6));
  }

  @Test
  void kinesisByShards() {
    // 2 shards of 730 hours at 1.5 cents, and 262.8 million units at 1.4 cents a million
    assertThat(dollars(Loads.single(100), Service.KINESIS)).isCloseTo(21.90 + 3.68, CENT);
    assertThat(dollars(Loads.batches(100, 100), Service.KINESIS)).isCloseTo(21.90 + 0.04, CENT);
  }

  @Test
  void aShardIsAddedWhere70PercentAreUsed() {
    assertThat(KinesisCost.shards(Loads.single(0))).isEqualTo(2);
    assertThat(KinesisCost.shards(Loads.single(1_400))).isEqualTo(2);
    assertThat(KinesisCost.shards(Loads.single(1_402))).isEqualTo(4);
    // by bytes: 5,242.88 events of 200 bytes a shard
    assertThat(KinesisCost.shards(Loads.batches(7_300, 100))).isEqualTo(2);
    assertThat(KinesisCost.shards(Loads.batches(7_400, 100))).isEqualTo(4);
  }

  @Test
  void kinesisOnDemand() {
    // 2 streams at 4 cents an hour; 262.8 million KB in at 8 cents a GB; 200 bytes out twice at 4
    double in = 262.8e6 * 1024 / GB * 0.08;
    double out = 262.8e6 * 200 / GB * 2 * 0.04;
    assertThat(dollars(Loads.onDemand(100), Service.KINESIS)).isCloseTo(58.40 + in + out, CENT);
  }

  @Test
  void firehose() {
    double refused = 262.8e6 * 0.001 * 5120 / GB * 0.029;
    // 262.8 million steps of 5 KB at 4.7 cents a GB
    assertThat(dollars(Loads.single(100), Service.FIREHOSE))
        .isCloseTo(262.8e6 * 5120 / GB * 0.047 + refused, CENT);
    // 2.628 million records of 4 steps
    assertThat(dollars(Loads.batches(100, 100), Service.FIREHOSE))
        .isCloseTo(2.628e6 * 20480 / GB * 0.047 + refused, CENT);
  }

  @Test
  void s3() {
    Load load = Loads.single(100);
    // 2 tables, 2,920 quarters of an hour, neither full
    assertThat(dollars(load, Service.S3, "files of the lake")).isCloseTo(0.0292, within(1e-6));
    assertThat(dollars(load, Service.S3, "files of the raw archive"))
        .isCloseTo(0.0292, within(1e-6));
    // 48.95 GB of JSON
    assertThat(dollars(load, Service.S3, "lake"))
        .isCloseTo(262.8e6 * 200 / GB * 0.35 * 0.023, within(1e-6));
    assertThat(dollars(load, Service.S3, "raw archive"))
        .isCloseTo(262.8e6 * 200 / GB * 0.30 * 0.023, within(1e-6));
    // 5,840 files, each read by 2 curations 248 / 24 times, with 3 requests
    assertThat(dollars(load, Service.S3, "reads of Athena"))
        .isCloseTo(5_840 * 2 * 248 / 24.0 * 3 * 0.0000004, within(1e-6));
    // 248 hours of 2 tables for 2 curations a day
    assertThat(dollars(load, Service.S3, "lists of Athena"))
        .isCloseTo(248 * 4 * 730 / 24.0 * 0.000005, within(1e-6));
  }

  @Test
  void glue() {
    // 2 tables hourly with 12 requests, 8 runs a day with 20; 17,520 partitions
    assertThat(dollars(Loads.single(100), Service.GLUE))
        .isCloseTo((2 * 730 * 12 + 8 * 20 * 730 / 24.0) * 1e-6 + 0.1752, within(1e-6));
  }

  @Test
  void athena() {
    double dayOfLake = 100.0 * 86_400 * 200 * 0.35;
    double scanned = dayOfLake * 2 * 248 / 24 * 730 / 24;
    double small = 8.0 * 10 * 1024 * 1024 * 730 / 24.0;
    assertThat(dollars(Loads.single(100), Service.ATHENA))
        .isCloseTo((scanned + small) / GB / 1024 * 5, within(1e-6));
    // idle: 10 MB a query
    assertThat(dollars(Loads.single(0), Service.ATHENA))
        .isCloseTo(2 * small / GB / 1024 * 5, within(1e-6));
  }

  @Test
  void dynamoDb() {
    Load load = Loads.single(100);
    // 8,640 keys in 4 windows a day
    assertThat(dollars(load, Service.DYNAMODB, "served rows"))
        .isCloseTo(
            8_640 * 4 * 730 / 24.0 * 0.625e-6 + 8_640 * 730 / 24.0 * 200 / GB * 0.25, within(1e-6));
    assertThat(dollars(Loads.lookups(100), Service.DYNAMODB, "look-ups"))
        .isCloseTo(262.8 * 0.125, CENT);
  }

  @Test
  void cloudWatch() {
    Load load = Loads.single(100);
    assertThat(dollars(load, Service.CLOUDWATCH, "logs of beacon"))
        .isCloseTo(262.8e6 * 301 / GB * 0.50, CENT);
    assertThat(dollars(load, Service.CLOUDWATCH, "access log"))
        .isCloseTo(262.8e6 * 280 / GB * 0.50, CENT);
    assertThat(dollars(Loads.lookups(100), Service.CLOUDWATCH, "access log"))
        .isCloseTo(262.8e6 * 280 / GB * 0.50, CENT);
    assertThat(dollars(load, Service.CLOUDWATCH, "alarms")).isCloseTo(3.70, CENT);
    assertThat(dollars(Loads.onDemand(100), Service.CLOUDWATCH, "alarms")).isCloseTo(3.30, CENT);
    assertThat(dollars(load, Service.CLOUDWATCH, "dashboards")).isCloseTo(6.00, CENT);
    assertThat(dollars(load, Service.CLOUDWATCH, "minutes counted")).isCloseTo(0.876, CENT);
    // 3 always, 3 one hour a day; 2 tables' minutes, 4 counts of 2 tables and the stack
    assertThat(dollars(load, Service.CLOUDWATCH, "metrics"))
        .isCloseTo((3 + 3 / 24.0 + 2 + 12) * 0.30, CENT);
  }

  @Test
  void stepFunctionsAndScheduler() {
    // 2 executions a day of 4 windows of 22, and 6
    assertThat(dollars(Loads.single(0), Service.STEP_FUNCTIONS))
        .isCloseTo(284 * 730 / 24.0 * 0.000025, within(1e-6));
    assertThat(dollars(Loads.single(0), Service.SCHEDULER))
        .isCloseTo((730 + 3 * 730 / 24.0) * 1e-6, within(1e-9));
  }

  @Test
  void kms() {
    assertThat(dollars(Loads.single(0), Service.KMS)).isCloseTo(0.156, CENT);
  }

  @Test
  void dataTransfer() {
    assertThat(dollars(Loads.single(100), Service.TRANSFER))
        .isCloseTo(262.8e6 * 375 / GB * 0.09, CENT);
    assertThat(dollars(Loads.lookups(100), Service.TRANSFER))
        .isCloseTo(262.8e6 * 1300 / GB * 0.09, CENT);
  }

  private static double dollars(Load load, Service service) {
    return Estimate.of(load, Loads.PRICES).byService().getOrDefault(service, Double.NaN);
  }

  private static double dollars(Load load, Service service, String what) {
    return Estimate.of(load, Loads.PRICES).lines().stream()
        .filter(line -> line.charge().service() == service && line.charge().what().equals(what))
        .mapToDouble(Estimate.Line::dollars)
        .sum();
  }
}

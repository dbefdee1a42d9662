package io.pharos.aws.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint.Script;
import io.pharos.core.definition.DatabaseDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.MetricDimensions;
import io.pharos.core.metrics.MetricSink;
import io.pharos.core.metrics.MetricSinkContractTest;
import io.pharos.core.testing.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

@NeedsEndpoint
class CloudWatchMetricSinkTest extends MetricSinkContractTest {
  private static final String PUT = "PutMetricData";
  private static final TableName TABLE = Tables.IMPRESSIONS.name();

  private final long minute = Instant.now().getEpochSecond() / 60 - 1;
  private Endpoint endpoint;
  private CloudWatchClient cloudWatch;
  private Definitions definitions;
  private CloudWatchMetricSink sink;

  @BeforeEach
  void open() {
    endpoint = Endpoint.open();
    cloudWatch = endpoint.cloudWatch();
    definitions = definitions(Tables.definitions(Tables.IMPRESSIONS, Tables.EVERYTHING));
    sink = sink(cloudWatch, stack());
  }

  /** The same in namespaces of the stack: metrics cannot be deleted. */
  private Definitions definitions(Definitions shared) {
    Map<String, DatabaseDefinition> own = new LinkedHashMap<>();
    shared
        .databases()
        .keySet()
        .forEach(
            name -> own.put(name, new DatabaseDefinition(name, "", namespace(name), List.of())));
    return new Definitions(own, new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  private String namespace(String database) {
    return stack() + "/" + database;
  }

  private String stack() {
    return endpoint.names().stack();
  }

  private CloudWatchMetricSink sink(CloudWatchClient client, String stack) {
    return new CloudWatchMetricSink(client, definitions, stack);
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Override
  protected MetricSink sink() {
    return sink;
  }

  @Override
  protected long minute() {
    return minute;
  }

  @Override
  protected long count(TableName table, long minute) {
    return points(table, minute, minute).stream()
        .filter(point -> point.timestamp().getEpochSecond() == minute * 60)
        .mapToLong(point -> point.sum().longValue())
        .sum();
  }

  private List<Datapoint> points(TableName table, long first, long last) {
    return cloudWatch
        .getMetricStatistics(get ->
            get.namespace(namespace(table.database()))
                .metricName(DatabaseDefinition.metric(table))
                .dimensions(Dimension.builder().name(MetricDimensions.STACK).value(stack()).build())
                .startTime(Instant.ofEpochSecond(first * 60))
                .endTime(Instant.ofEpochSecond(last * 60 + 60))
                .period(60)
                .unit(StandardUnit.COUNT)
                .statistics(Statistic.SUM))
        .datapoints();
  }

  @Test
  void countsOfAnotherStackWithTheSameTablesAreApart() {
    sink.add(TABLE, Map.of(minute, 2L));
    sink(cloudWatch, stack() + "-other").add(TABLE, Map.of(minute, 5L));

    assertThat(count(TABLE, minute)).isEqualTo(2);
  }

  @Test
  void refusesATableOfNoDatabase() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sink.add(TableName.parse("nowhere.nothing"), Map.of(minute, 1L)))
        .withMessage("there is no database 'nowhere'");
  }

  @Test
  void addsEachOfMoreMinutesThanOneRequestHolds() {
    long first = minute - CloudWatchMetricSink.MAX_DATA;
    Map<Long, Long> counts =
        LongStream.rangeClosed(first, minute).boxed().collect(Collectors.toMap(m -> m, m -> 1L));
    try (ScriptedEndpoint scripted = ScriptedEndpoint.open()) {
      through(scripted).add(TABLE, counts);

      assertThat(scripted.calls(PUT)).hasSize(2);
    }
    assertThat(points(TABLE, first, minute)).hasSize(CloudWatchMetricSink.MAX_DATA + 1);
  }

  @Test
  void addsWhatATroubledServiceRefusedAtFirst() {
    try (ScriptedEndpoint scripted = ScriptedEndpoint.open()) {
      scripted.next(PUT, Script.reply(500, ""), Script.reply(503, ""));
      through(scripted).add(TABLE, Map.of(minute, 3L));

      assertThat(scripted.calls(PUT)).hasSize(3);
    }
    assertThat(count(TABLE, minute)).isEqualTo(3);
  }

  @Test
  void failsWhereTheServiceStaysTroubled() {
    try (ScriptedEndpoint scripted = ScriptedEndpoint.open()) {
      scripted.always(PUT, Script.reply(500, ""));
      MetricSink troubled = through(scripted);

      assertThatExceptionOfType(CloudWatchException.class)
          .isThrownBy(() -> troubled.add(TABLE, Map.of(minute, 3L)));
      assertThat(scripted.calls(PUT)).hasSize(3);
    }
    assertThat(count(TABLE, minute)).isZero();
  }

  private MetricSink through(ScriptedEndpoint scripted) {
    return sink(
        Endpoint.clients(scripted.address(), Duration.ofSeconds(30))
            .build(Endpoint.ours(CloudWatchClient.builder())),
        stack());
  }
}

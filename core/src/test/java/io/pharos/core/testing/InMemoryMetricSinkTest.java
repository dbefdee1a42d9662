package io.pharos.core.testing;

import io.pharos.core.definition.TableName;
import io.pharos.core.metrics.MetricSink;
import io.pharos.core.metrics.MetricSinkContractTest;

class InMemoryMetricSinkTest extends MetricSinkContractTest {
  private final InMemoryMetricSink sink = new InMemoryMetricSink();

  @Override
  protected MetricSink sink() {
    return sink;
  }

  @Override
  protected long count(TableName table, long minute) {
    return sink.counts(table).getOrDefault(minute, 0L);
  }

  @Override
  protected long minute() {
    return 29_920_000;
  }
}

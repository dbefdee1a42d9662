package io.pharos.core.testing;

import io.pharos.core.stream.EventStream;
import io.pharos.core.stream.EventStreamContractTest;
import java.util.List;

class InMemoryEventStreamTest extends EventStreamContractTest {
  private final InMemoryEventStream stream = new InMemoryEventStream();

  @Override
  protected EventStream stream() {
    return stream;
  }

  @Override
  protected List<String> lines() {
    return stream.lines();
  }
}

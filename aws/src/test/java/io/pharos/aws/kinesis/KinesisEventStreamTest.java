package io.pharos.aws.kinesis;

import io.pharos.aws.Backoff;
import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.aws.testing.StreamReader;
import io.pharos.core.stream.EventStream;
import io.pharos.core.stream.EventStreamContractTest;
import io.pharos.core.testing.Tables;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.kinesis.KinesisClient;

@NeedsEndpoint
class KinesisEventStreamTest extends EventStreamContractTest {
  private Endpoint endpoint;
  private KinesisEventStream stream;

  @BeforeEach
  void open() {
    endpoint = Endpoint.open();
    endpoint.createStream(Tables.IMPRESSIONS.name());
    stream =
        new KinesisEventStream(
            oneAtATime(endpoint.kinesis()),
            endpoint.names(),
            new Backoff(() -> Duration.ofSeconds(10), 5));
  }

  /** moto loses records of calls that overlap: it reads the last number, then writes the next. */
  private static KinesisClient oneAtATime(KinesisClient client) {
    Object turn = new Object();
    return (KinesisClient)
        Proxy.newProxyInstance(
            KinesisClient.class.getClassLoader(),
            new Class<?>[] {KinesisClient.class},
            (proxy, method, arguments) -> {
              synchronized (turn) {
                try {
                  return method.invoke(client, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }
            });
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Override
  protected EventStream stream() {
    return stream;
  }

  /** A call whose answer was lost is made again, and its records then stand there twice. */
  @Override
  protected List<String> lines() {
    return StreamReader.lines(endpoint, Tables.IMPRESSIONS.name()).stream().distinct().toList();
  }
}

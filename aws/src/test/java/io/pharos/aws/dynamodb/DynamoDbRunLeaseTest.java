package io.pharos.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint.Script;
import io.pharos.core.definition.CurationName;
import io.pharos.core.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

@NeedsEndpoint
class DynamoDbRunLeaseTest {
  private static final CurationName DAILY = CurationName.parse("shop.daily");
  private static final CurationName WEEKLY = CurationName.parse("shop.weekly");

  private final MovableClock clock = new MovableClock("2026-11-21T09:30:00Z");
  private Endpoint endpoint;
  private String table;
  private DynamoDbRunLease lease;

  @BeforeEach
  void open() {
    endpoint = Endpoint.open();
    table = endpoint.createHistoryTable();
    lease = new DynamoDbRunLease(endpoint.dynamoDb(), table, clock);
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void isHadByOneAtATime() {
    assertThat(lease.acquire(DAILY, "a", in(60))).isTrue();
    assertThat(lease.acquire(DAILY, "b", in(60))).isFalse();
    assertThat(lease.acquire(DAILY, "b", in(600))).isFalse();
  }

  @Test
  void isOfOneCuration() {
    assertThat(lease.acquire(DAILY, "a", in(60))).isTrue();
    assertThat(lease.acquire(WEEKLY, "b", in(60))).isTrue();
  }

  @Test
  void isProlongedByItsOwner() {
    lease.acquire(DAILY, "a", in(60));
    assertThat(lease.acquire(DAILY, "a", in(120))).isTrue();
    clock.forward(Duration.ofSeconds(90));

    assertThat(lease.acquire(DAILY, "b", in(60))).isFalse();
  }

  @Test
  void isTakenOverOnceItsTimeIsOver() {
    lease.acquire(DAILY, "a", in(60));
    clock.forward(Duration.ofSeconds(59));
    assertThat(lease.acquire(DAILY, "b", in(60))).isFalse();
    clock.forward(Duration.ofSeconds(2));

    assertThat(lease.acquire(DAILY, "b", in(60))).isTrue();
    assertThat(lease.acquire(DAILY, "a", in(60))).isFalse();
  }

  @Test
  void isFreeOnceItIsGivenBack() {
    lease.acquire(DAILY, "a", in(60));
    lease.release(DAILY, "a");

    assertThat(lease.acquire(DAILY, "b", in(60))).isTrue();
  }

  @Test
  void isNotGivenBackByAnother() {
    lease.acquire(DAILY, "a", in(60));
    lease.release(DAILY, "b");
    lease.release(WEEKLY, "a");

    assertThat(lease.acquire(DAILY, "b", in(60))).isFalse();
  }

  @Test
  void isNotGivenBackByOneWhoseTimeIsOverOnceAnotherHasIt() {
    lease.acquire(DAILY, "a", in(60));
    clock.forward(Duration.ofSeconds(61));
    lease.acquire(DAILY, "b", in(60));
    lease.release(DAILY, "a");

    assertThat(lease.acquire(DAILY, "c", in(60))).isFalse();
  }

  @Test
  void isGivenBackThoughNobodyHasIt() {
    lease.release(DAILY, "a");
    lease.release(DAILY, "a");

    assertThat(lease.acquire(DAILY, "a", in(60))).isTrue();
  }

  @Test
  void isHadByOneOfManyWhoAskAtOnce() throws InterruptedException {
    AtomicInteger owners = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String owner = "owner-" + i;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                if (lease.acquire(DAILY, owner, in(60))) {
                  owners.incrementAndGet();
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(owners).hasValue(1);
  }

  @Test
  void isHadThoughTheAnswerWasLost() {
    try (ScriptedEndpoint scripted = ScriptedEndpoint.open()) {
      scripted.next("PutItem", Script.forwardAndDrop());

      assertThat(through(scripted).acquire(DAILY, "a", in(60))).isTrue();
    }
    assertThat(lease.acquire(DAILY, "b", in(60))).isFalse();
  }

  @Test
  void isNotSaidToBeTakenWhereNobodyKnows() {
    try (ScriptedEndpoint scripted = ScriptedEndpoint.open()) {
      scripted.always("PutItem", Script.error(500, "InternalServerError", "internal"));

      assertThatExceptionOfType(DynamoDbException.class)
          .isThrownBy(() -> through(scripted).acquire(DAILY, "a", in(60)));
    }
  }

  private DynamoDbRunLease through(ScriptedEndpoint scripted) {
    DynamoDbClient dynamo =
        Endpoint.clients(scripted.address(), Duration.ofSeconds(30))
            .build(Endpoint.ours(DynamoDbClient.builder()));
    return new DynamoDbRunLease(dynamo, table, clock);
  }

  private Instant in(long seconds) {
    return clock.instant().plusSeconds(seconds);
  }
}

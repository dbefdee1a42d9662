package io.pharos.local;

import io.pharos.client.OperationFailed;
import io.pharos.client.QuerySummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A query of a client, from its start to its last row. Safe for many threads. */
final class AskedQuery {
  /** The state of the query. */
  enum State {
    WAITING,
    RUNNING
  }

  private final String id;
  private final String sql;
  private final Asker asker;
  private final Instant askedAt;
  private final AtomicReference<@Nullable OperationFailed> stopped = new AtomicReference<>();
  private volatile @Nullable Instant begunAt;
  private volatile @Nullable String engineId;

  AskedQuery(String id, String sql, Asker asker, Instant askedAt) {
    this.id = id;
    this.sql = sql;
    this.asker = asker;
    this.askedAt = askedAt;
  }

  String id() {
    return id;
  }

  String sql() {
    return sql;
  }

  Asker asker() {
    return asker;
  }

  void begin(Instant now) {
    begunAt = now;
  }

  State state() {
    return begunAt == null ? State.WAITING : State.RUNNING;
  }

  boolean runsLongerThan(Duration time, Instant now) {
    Instant begun = begunAt;
    return begun != null && begun.plus(time).isBefore(now);
  }

  /** The engine's id of the query. */
  Optional<String> engineId() {
    return Optional.ofNullable(engineId);
  }

  void runsAs(String engine) {
    engineId = engine;
  }

  /** Ends it before it is answered; the first reason counts. */
  boolean stop(OperationFailed reason) {
    return stopped.compareAndSet(null, reason);
  }

  Optional<OperationFailed> stopped() {
    return Optional.ofNullable(stopped.get());
  }

  QuerySummary summary(Instant now) {
    return new QuerySummary(
        id,
        state().name().toLowerCase(Locale.ROOT),
        Duration.between(askedAt, now).toSeconds(),
        asker.name(),
        sql);
  }
}

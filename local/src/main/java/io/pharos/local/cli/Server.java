package io.pharos.local.cli;

import io.pharos.client.OperationFailed;
import io.pharos.client.command.Failure;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** The HTTP server, from its start to its end. */
final class Server implements QuarkusApplication {
  private static final AtomicReference<Runnable> READY = new AtomicReference<>(() -> {});
  private static final AtomicReference<Throwable> FAILURE = new AtomicReference<>();
  private static final AtomicBoolean ENDED = new AtomicBoolean();

  /** Serves until it is ended; calls {@code ready} once it accepts requests. */
  static void run(Runnable ready) {
    READY.set(ready);
    Quarkus.run(Server.class, (code, failure) -> FAILURE.set(failure));
    Throwable failure = FAILURE.get();
    if (failure != null) {
      throw OperationFailed.failed("the server does not start: " + reason(failure));
    }
  }

  /** Quarkus' own failure says no more than that it does not start; its first cause says why. */
  private static String reason(Throwable failure) {
    Throwable first = failure;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    return Failure.message(first);
  }

  /** Ends it, or prevents its start if it is not up yet. */
  static void end() {
    ENDED.set(true);
    Quarkus.asyncExit();
  }

  @Override
  public int run(String... arguments) {
    if (!ENDED.get()) {
      READY.get().run();
      Quarkus.waitForExit();
    }
    return 0;
  }
}

package io.pharos.local.cli;

import io.pharos.local.OperationFailed;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.concurrent.atomic.AtomicReference;

/** The HTTP server, from its start to the signal that ends it. */
final class Server implements QuarkusApplication {
  private static final AtomicReference<Runnable> READY = new AtomicReference<>(() -> {});
  private static final AtomicReference<Throwable> FAILURE = new AtomicReference<>();

  /** Serves until the process is told to end; {@code ready} is called once requests are taken. */
  static void run(Runnable ready) {
    READY.set(ready);
    Quarkus.run(Server.class, (code, failure) -> FAILURE.set(failure));
    Throwable failure = FAILURE.get();
    if (failure != null) {
      throw OperationFailed.failed("the server does not start: " + failure.getMessage());
    }
  }

  @Override
  public int run(String... arguments) {
    READY.get().run();
    Quarkus.waitForExit();
    return 0;
  }
}

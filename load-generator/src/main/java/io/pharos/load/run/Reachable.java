package io.pharos.load.run;

import io.pharos.load.send.Failures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Whether something speaks HTTP at a URL, whatever it says. */
public final class Reachable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private Reachable() {}

  /** Why nothing does; empty where something does. */
  public static Optional<String> problem(URI url) throws InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build()) {
      client.send(
          HttpRequest.newBuilder(URI.create(url + "/")).timeout(TIMEOUT).build(),
          BodyHandlers.discarding());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "there is no warehouse at %s: %s. Start one with ./pharos up, or name another with --url."
              .formatted(url, Failures.text(e)));
    }
  }
}

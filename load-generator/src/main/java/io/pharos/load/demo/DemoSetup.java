package io.pharos.load.demo;

import io.pharos.load.users.Behaviour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a demo does.
 *
 * @param port of its warehouse; 0 for one that is free
 * @param keep the new folder in which its data stay; a temporary one where empty
 */
public record DemoSetup(Behaviour behaviour, Duration duration, int port, Optional<Path> keep) {
  private static final Duration MAX_DURATION = Duration.ofHours(1);
  private static final int MAX_PORT = 65_535;

  public DemoSetup {
    if (!duration.isPositive() || duration.compareTo(MAX_DURATION) > 0) {
      throw new IllegalArgumentException("a demo lasts for a time up to 1h, such as 20s");
    }
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("a port is a number from 1 to 65535, not " + port);
    }
  }
}

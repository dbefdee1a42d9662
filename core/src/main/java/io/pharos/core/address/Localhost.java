package io.pharos.core.address;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Finds the address of {@code localhost}. The name has two addresses, a server may listen at only
 * one, and the JDK's HTTP client tries only the first.
 */
public final class Localhost {
  private static final String NAME = "localhost";
  private static final String SCHEME = "http";
  private static final int DEFAULT_PORT = 80;
  private static final List<String> ADDRESSES = List.of("127.0.0.1", "[::1]");
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private Localhost() {}

  /** The URL with the address of {@code localhost} that answers; unchanged if none does. */
  public static URI resolved(URI url) {
    if (!NAME.equalsIgnoreCase(url.getHost()) || !SCHEME.equalsIgnoreCase(url.getScheme())) {
      return url;
    }
    int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
    return ADDRESSES.stream()
        .filter(address -> answers(address, port))
        .findFirst()
        .map(address -> URI.create(SCHEME + "://" + address + ":" + port + url.getRawPath()))
        .orElse(url);
  }

  private static boolean answers(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) PATIENCE.toMillis());
      return true;
    } catch (IOException nobodyThere) {
      return false;
    }
  }
}

package io.pharos.core.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalhostTest {
  @ParameterizedTest
  @CsvSource({"127.0.0.1, 127.0.0.1", "::1, [::1]"})
  void whicheverAddressIsListenedAtIsFound(String address, String host) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral(address))) {
      String rest = ":" + server.getLocalPort() + "/api/status";

      assertThat(Localhost.resolved(URI.create("http://LocalHost" + rest)))
          .isEqualTo(URI.create("http://" + host + rest));
    }
  }

  @Test
  void whereNobodyListensTheUrlStaysAsItIs() throws IOException {
    URI url;
    try (ServerSocket gone = new ServerSocket(0)) {
      url = URI.create("http://localhost:" + gone.getLocalPort());
    }

    assertThat(Localhost.resolved(url)).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:1", "http://[::1]:1/x?y", "https://localhost", "mail:x"})
  void everythingElseStaysAsItIs(String url) {
    assertThat(Localhost.resolved(URI.create(url))).isEqualTo(URI.create(url));
  }
}

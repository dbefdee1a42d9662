package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A warehouse works at whatever address of this machine it listens. */
class AddressesIT {
  private static final String COUNT = "select count(*) as n from advertising.impressions";
  private static final String EVENT =
      Beacon.IMPRESSIONS.event("0199aa00-0000-7000-8000-000000000002");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"::1", "[::1]", "0:0:0:0:0:0:0:1", "127.0.0.1", "127.0.0.2", "localhost"})
  void eventsCommandsAndPagesOfThisMachineReachIt(String host) {
    needsSix(host);
    Path data = folder.resolve("data");
    try (LocalProcess warehouse = LocalProcess.up(data, "--host", host)) {
      URI url = warehouse.url();
      assertThat(warehouse.output()).contains("ready at " + url + ",");
      assertThat(warehouse.post(Beacon.IMPRESSIONS, EVENT).statusCode()).isEqualTo(200);
      assertThat(warehouse.sql(COUNT).getFirst()).hasToString("{\"n\":1}");
      HttpRequest.Builder ofItsPage =
          HttpRequest.newBuilder(url.resolve("/api/status")).header("Origin", url.toString());
      assertThat(warehouse.send(ofItsPage).statusCode()).isEqualTo(200);

      assertThat(sql("--data", data.toString())).isEqualTo("n\n1\n");
      assertThat(sql("--url", url.toString())).isEqualTo("n\n1\n");
    }
  }

  @Test
  void theNameLocalhostFindsTheOneThatListensAtSixOnly() {
    needsSix("::1");
    try (LocalProcess warehouse = LocalProcess.up(folder.resolve("data"), "--host", "::1")) {
      assertThat(sql("--url", "http://localhost:" + warehouse.port())).isEqualTo("n\n0\n");
    }
  }

  @Test
  void atAllAddressesOfSixTheApiNeedsTheToken() {
    needsSix("::");
    try (LocalProcess warehouse = LocalProcess.up(folder.resolve("data"), "--host", "::")) {
      assertThat(warehouse.output()).contains("Authorization: Bearer ");
      assertThat(warehouse.get("/api/status").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void whatNoUrlCanHoldIsWrongUsage() {
    LocalProcess.Ended up =
        LocalProcess.run("up", "--host", "", "--data", folder.resolve("data").toString());

    assertThat(up.code()).isEqualTo(2);
    assertThat(up.err()).contains("--host: no URL can hold ''");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  private static String sql(String option, String value) {
    LocalProcess.Ended ended = LocalProcess.run("sql", option, value, "--format", "csv", COUNT);
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended.out();
  }

  private static void needsSix(String host) {
    if (!host.contains(":")) {
      return;
    }
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
      assertThat(probe.isBound()).isTrue();
    } catch (IOException e) {
      abort("this machine has no IPv6: " + e);
    }
  }
}

package io.pharos.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.load.testing.Child;
import io.pharos.load.testing.Eventually;
import io.pharos.load.testing.FakeBeacon;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {
  @TempDir Path folder;

  @Test
  void ctrlCPrintsTheSummaryAndExitsWithZero() throws Exception {
    try (FakeBeacon beacon = new FakeBeacon();
        Child child = load(beacon)) {
      Eventually.await("events", () -> beacon.events("impressions").size() > 50);
      child.interrupt();
      assertThat(child.code()).isZero();
      JsonNode summary = new ObjectMapper().readTree(child.out());
      assertThat(summary.path("impressions").path("accepted").asInt())
          .isEqualTo(beacon.events("impressions").size());
      assertThat(summary.path("seconds").asDouble()).isLessThan(600);
    }
  }

  @Test
  void ctrlCDoesNotWaitForABeaconThatIsStuck() throws Exception {
    try (FakeBeacon beacon = new FakeBeacon();
        Child child = load(beacon)) {
      Eventually.await("events", () -> beacon.events("impressions").size() > 50);
      for (int i = 0; i < 1_000; i++) {
        beacon.script(503, Map.of("Retry-After", "600"), "{}");
      }
      int before = beacon.received().size();
      Eventually.await("a 503", () -> beacon.scriptedLeft() < 1_000);
      child.interrupt();
      assertThat(child.code()).isZero();
      assertThat(beacon.received().size()).isLessThanOrEqualTo(before + 1);
      assertThat(
              new ObjectMapper()
                  .readTree(child.out())
                  .path("impressions")
                  .path("unanswered")
                  .asInt())
          .isPositive();
    }
  }

  private Child load(FakeBeacon beacon) {
    return Child.start(
        folder,
        Map.of(),
        Map.of(),
        "load",
        "--json",
        "--duration",
        "10m",
        "--ctr",
        "0",
        "--url",
        beacon.url().toString());
  }
}

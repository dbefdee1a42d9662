package io.pharos.load.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.load.testing.Child;
import io.pharos.load.testing.Eventually;
import io.pharos.load.testing.FakeWarehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The demo as a process, with a process that answers as a warehouse does. */
class DemoTest {
  @TempDir Path folder;

  private Child demo(FakeWarehouse.Fault fault, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("demo", "--users", "300"));
    arguments.addAll(List.of(options));
    return Child.start(
        folder,
        Map.of(
            "pharos.launcher",
            Child.launcher(folder).toString(),
            "java.io.tmpdir",
            Files.createDirectories(folder.resolve("tmp")).toString()),
        Map.of(FakeWarehouse.FAULT, fault.name(), FakeWarehouse.PID_FILE, pidFile().toString()),
        arguments.toArray(String[]::new));
  }

  private Path pidFile() {
    return folder.resolve("pid");
  }

  private boolean warehouseLives() throws IOException {
    long pid = Long.parseLong(Files.readString(pidFile()));
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private List<Path> temporary() throws IOException {
    try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
      return left.filter(path -> path.getFileName().toString().startsWith("pharos")).toList();
    }
  }

  @Test
  void everyNumberAgreesAndNothingStays() throws Exception {
    try (Child demo = demo(FakeWarehouse.Fault.NONE, "--duration", "1s")) {
      assertThat(demo.code()).as(demo.err()).isZero();
      assertThat(demo.out())
          .containsSubsequence(
              "A warehouse starts",
              "ready after",
              "impressions and",
              "sent once more on purpose",
              "filed into the lake",
              "advertising.ad_traffic",
              "succeeded",
              "ad_id  impressions",
              "yy               3",
              "The warehouse stops",
              "All 13 checks agree.")
          .doesNotContain("WRONG");
      assertThat(warehouseLives()).isFalse();
      assertThat(temporary()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/load/wrong-numbers.csv", delimiter = '|', numLinesToSkip = 1)
  void aWrongNumberIsShownAndFails(FakeWarehouse.Fault fault, String check) throws Exception {
    try (Child demo = demo(fault, "--duration", "500ms")) {
      assertThat(demo.code()).isEqualTo(1);
      assertThat(demo.out().lines().filter(line -> line.contains("WRONG")).toList())
          .anyMatch(line -> line.contains(check))
          .anyMatch(line -> line.contains("checks are WRONG"));
      assertThat(warehouseLives()).isFalse();
      assertThat(temporary()).isEmpty();
    }
  }

  @Test
  void aFailedRunIsSaid() throws Exception {
    try (Child demo = demo(FakeWarehouse.Fault.FAILED_RUN, "--duration", "500ms")) {
      assertThat(demo.code()).isEqualTo(1);
      assertThat(demo.err())
          .contains("the curation advertising.advertising failed: a check did not hold");
      assertThat(temporary()).isEmpty();
    }
  }

  @Test
  void aWarehouseThatDiesHasItsLastWord() throws Exception {
    try (Child demo = demo(FakeWarehouse.Fault.DIES_AT_FLUSH, "--duration", "500ms")) {
      assertThat(demo.code()).isEqualTo(1);
      assertThat(demo.err()).contains("/api/flush", "the disk is on fire");
      assertThat(temporary()).isEmpty();
    }
  }

  @Test
  void ctrlCStopsTheWarehouseAndCleansUp() throws Exception {
    try (Child demo = demo(FakeWarehouse.Fault.NONE, "--duration", "10m")) {
      Eventually.await("users", () -> demo.out().contains("Users come"));
      assertThat(warehouseLives()).isTrue();
      demo.interrupt();
      assertThat(demo.code()).isEqualTo(1);
      assertThat(demo.err()).contains("pharos: stopped");
      assertThat(warehouseLives()).isFalse();
      assertThat(temporary()).isEmpty();
    }
  }

  @Test
  void keepsItsDataWhereAsked() throws Exception {
    Path kept = folder.resolve("kept");
    try (Child demo =
        demo(FakeWarehouse.Fault.NONE, "--duration", "500ms", "--keep", kept.toString())) {
      assertThat(demo.code()).isZero();
      assertThat(kept.resolve("data").resolve("lake")).isDirectory();
      assertThat(kept.resolve("warehouse.log")).isRegularFile();
      assertThat(demo.out()).contains("./pharos up --data " + kept.resolve("data"));
    }
  }

  @Test
  void doesNotTouchAFolderThatHoldsSomething() throws Exception {
    Path kept = Files.createDirectories(folder.resolve("kept"));
    Path mine = Files.writeString(kept.resolve("mine"), "mine");
    try (Child demo = demo(FakeWarehouse.Fault.NONE, "--keep", kept.toString())) {
      assertThat(demo.code()).isEqualTo(1);
      assertThat(demo.err()).contains(kept + " is not empty");
      assertThat(mine).hasContent("mine");
    }
  }

  @Test
  void saysHowToBeStarted() throws Exception {
    try (Child demo = Child.start(folder, Map.of(), Map.of(), "demo")) {
      assertThat(demo.code()).isEqualTo(1);
      assertThat(demo.err()).contains("run ./pharos demo");
    }
  }

  @Test
  void saysWhatAWarehouseSaidThatDoesNotStart() throws Exception {
    Path script = Child.launcher(folder);
    Files.writeString(script, "#!/bin/sh\necho 'the port is taken'\nexit 4\n");
    try (Child demo =
        Child.start(folder, Map.of("pharos.launcher", script.toString()), Map.of(), "demo")) {
      assertThat(demo.code()).isEqualTo(1);
      assertThat(demo.err()).contains("ended with code 4", "the port is taken");
    }
  }
}

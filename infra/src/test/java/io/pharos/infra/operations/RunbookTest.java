package io.pharos.infra.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever is told of an alarm finds out what it means and what to do. */
class RunbookTest {
  private static final String ALARM = "#### ";

  private final Map<String, String> sections = sections();

  @Test
  void everyAlarmHasASectionAndEverySectionAnAlarm() {
    Set<String> told = new TreeSet<>();
    Watched.Example.get()
        .alarms()
        .values()
        .forEach(alarm ->
            told.add(alarm.path("AlarmDescription").asText().split("docs/runbook.md#", -1)[1]));

    assertThat(sections.keySet()).containsExactlyInAnyOrderElementsOf(told);
    assertThat(told)
        .isEqualTo(
            Arrays.stream(AlarmKind.values())
                .map(AlarmKind::text)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void everySectionSaysWhatItMeansHowToLookAndHowToMend() {
    assertThat(sections)
        .allSatisfy((alarm, text) -> {
          assertThat(text).as(alarm).contains("**Means**", "**Look**", "**Mend**");
          assertThat(text.lines().filter(line -> line.startsWith("    ")))
              .as("commands of " + alarm)
              .isNotEmpty();
        });
  }

  @Test
  void theThresholdsInItAreThoseOfTheAlarms() {
    Map<String, String> stated =
        Map.of(
            "beacon-errors", "1%",
            "api-errors", "1%",
            "quarantine-rate", "5%",
            "stream-capacity", "80%",
            "iterator-age", "10 minutes",
            "delivery-late", "15 minutes",
            "bytes-scanned", "ten");
    assertThat(stated).allSatisfy((alarm, text) -> assertThat(sections.get(alarm)).contains(text));
  }

  private static Map<String, String> sections() {
    try {
      List<String> lines = Files.readAllLines(Path.of("../docs/runbook.md"));
      Map<String, String> sections = new LinkedHashMap<>();
      String section = "";
      for (String line : lines) {
        if (line.startsWith(ALARM)) {
          section = line.substring(ALARM.length());
          assertThat(sections.put(section, "")).isNull();
        } else if (line.startsWith("#")) {
          section = "";
        } else if (!section.isEmpty()) {
          sections.merge(section, line + "\n", String::concat);
        }
      }
      return sections;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

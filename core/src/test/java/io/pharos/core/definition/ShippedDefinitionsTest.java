package io.pharos.core.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.core.definition.CurationDefinition.Serve;
import io.pharos.core.definition.DatabaseDefinition.Ratio;
import io.pharos.core.window.Windows;
import io.pharos.core.window.Windows.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The definitions that come with the warehouse. */
class ShippedDefinitionsTest {
  private static final Path EARTHQUAKES = Fixtures.ROOT.resolve("examples/earthquakes");

  private final Definitions advertising =
      DefinitionReader.read(Fixtures.ROOT.resolve("tables"), Fixtures.ROOT.resolve("curations"));
  private final Definitions seismology =
      DefinitionReader.read(EARTHQUAKES.resolve("tables"), EARTHQUAKES.resolve("curations"));

  @Test
  void advertisingHasTwoStreamsAndTwoTablesMadeOfThem() {
    assertThat(advertising.tables().keySet())
        .map(TableName::toString)
        .containsExactly(
            "advertising.ad_traffic",
            "advertising.advertising",
            "advertising.clicks",
            "advertising.impressions");
    assertThat(advertising.streamingTables()).hasSize(2);
    assertThat(advertising.curations().values())
        .map(curation -> curation.output().table().toString())
        .containsExactly("advertising.ad_traffic", "advertising.advertising");
  }

  @Test
  void advertisingMeasuresItsClickthroughRate() {
    assertThat(advertising.databases().get("advertising"))
        .isEqualTo(
            new DatabaseDefinition(
                "advertising",
                "Ads that were shown, and what became of them",
                "Warehouse/Advertising",
                List.of(new Ratio("ClickthroughRate", "clicks", "impressions"))));
  }

  @Test
  void adTrafficIsServedByAdAndDay() {
    CurationDefinition traffic =
        Objects.requireNonNull(
            advertising.curations().get(CurationName.parse("advertising.ad_traffic")));

    assertThat(traffic.output().serve())
        .contains(new Serve(new ServedName("advertising", "traffic"), "ad_id", "day"));
    assertThat(traffic.window()).isEqualTo(new Windows(Unit.DAY, Duration.ofMinutes(30), 3));
  }

  @Test
  void earthquakesAreOneStreamAndOneCuration() {
    assertThat(seismology.streamingTables())
        .map(TableDefinition::name)
        .containsExactly(TableName.parse("seismology.earthquakes"));
    assertThat(seismology.curations()).hasSize(1);
  }

  @Test
  void everyShippedEarthquakeFitsItsTable() throws IOException {
    TableDefinition table = seismology.streamingTables().getFirst();
    Set<String> columns = Set.copyOf(table.columns().stream().map(Column::name).toList());
    Set<String> ids = new HashSet<>();
    List<String> lines = Files.readAllLines(EARTHQUAKES.resolve("earthquakes.ndjson"));

    for (String line : lines) {
      JsonNode event = new ObjectMapper().readTree(line);
      assertThat(event.properties())
          .map(Map.Entry::getKey)
          .containsExactlyInAnyOrderElementsOf(columns);
      assertThat(ids.add(event.get("earthquake_id").asText())).as(line).isTrue();
      assertThat(time(event)).as(line).isAfter(LocalDateTime.of(1900, 1, 1, 0, 0));
      assertThat(event.get("magnitude").asDouble()).as(line).isBetween(5.0, 9.5);
      assertThat(event.get("latitude").asDouble()).as(line).isBetween(-90.0, 90.0);
      assertThat(event.get("longitude").asDouble()).as(line).isBetween(-180.0, 180.0);
    }
    assertThat(lines).hasSizeBetween(60, 100);
  }

  private static LocalDateTime time(JsonNode event) {
    return LocalDateTime.parse(
        event.get("occurred_at").asText(), DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
  }
}

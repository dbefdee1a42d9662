package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times through the whole warehouse under the zones of other machines. */
class ZonesIT {
  private static final List<Moment> MOMENTS = moments();

  @TempDir private Path folder;

  /** A time as it is sent and as it is kept. */
  private record Moment(String sent, String kept) {
    String day() {
      return kept.substring(0, "2026-03-29".length());
    }

    String event() {
      return object(sent, ",'meter':'" + day() + "'");
    }

    /** The columns that are asked for. */
    String row() {
      return object(kept, ",'hour':" + Integer.parseInt(kept.substring(11, 13)) + ",'days':0");
    }

    private String object(String time, String others) {
      return ("{'read_at':'%1$s','read_on':'%2$s','earlier':['%1$s',null],"
              + "'span':{'first':'%1$s','last':'%2$s'}%3$s}")
          .formatted(time, day(), others)
          .replace('\'', '"');
    }
  }

  private static List<Moment> moments() {
    try (InputStream in =
        Objects.requireNonNull(ZonesIT.class.getResourceAsStream("zones/times.psv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" *\\| *", 2))
          .map(columns -> new Moment(columns[0].strip(), columns[1].strip()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia"})
  void aTimeComesOutAsItWentIn(String zone) {
    Home home =
        Home.empty(folder)
            .table("meters/readings", "zones/readings.yaml")
            .table("meters/last_readings", "zones/last_readings.yaml")
            .file("curations/meters/last_readings.yaml", "zones/curation.yaml")
            .file("curations/meters/last_readings.sql", "zones/curation.sql");
    Map<String, String> environment = Map.of("TZ", zone);
    try (LocalProcess warehouse =
        LocalProcess.up(environment, home.path(), folder.resolve("data"))) {
      send(warehouse);
      assertThat(rows(warehouse)).isEqualTo(MOMENTS.stream().map(Moment::row).toList());
      assertThat(printed(environment, home, warehouse)).isEqualTo(kept());
      assertThat(served(warehouse)).isEqualTo(kept());
      assertThat(counted(warehouse, MOMENTS.getFirst())).isEqualTo(1);
    }
  }

  private static List<String> kept() {
    return MOMENTS.stream().map(Moment::kept).toList();
  }

  private static void send(LocalProcess warehouse) {
    String events = MOMENTS.stream().map(Moment::event).collect(Collectors.joining(","));
    assertThat(warehouse.post("/meters/readings", "{\"readings\":[" + events + "]}").body())
        .contains("\"failed_count\":0");
  }

  private static List<String> rows(LocalProcess warehouse) {
    return warehouse
        .sql(
            "select read_at, read_on, earlier, span, hour(cast(read_at as timestamp with time"
                + " zone)) as hour, date_diff('day', cast(read_at as date), read_on) as days from"
                + " meters.readings order by "
                + order())
        .stream()
        .map(JsonNode::toString)
        .toList();
  }

  /** The order in which they were sent. */
  private static String order() {
    String cases =
        MOMENTS.stream()
            .map(moment -> "when timestamp '" + moment.kept() + "' then " + MOMENTS.indexOf(moment))
            .collect(Collectors.joining(" "));
    return "case read_at " + cases + " end";
  }

  private static List<String> printed(
      Map<String, String> environment, Home home, LocalProcess warehouse) {
    LocalProcess.Ended ended =
        LocalProcess.run(
            environment,
            home.path(),
            "sql",
            "--format",
            "csv",
            "--url",
            warehouse.url().toString(),
            "select read_at from meters.readings order by " + order());
    assertThat(ended.err()).isEmpty();
    return ended.out().lines().skip(1).toList();
  }

  /** What a curation of each day made of its reading, and look-ups find. */
  private static List<String> served(LocalProcess warehouse) {
    List<String> found = new ArrayList<>();
    for (Moment moment : MOMENTS) {
      String day = moment.day();
      String run =
          warehouse
              .post(
                  "/api/curations/meters.last_readings/runs",
                  "{\"from\":\"" + day + "\",\"to\":\"" + day + "\"}")
              .body();
      assertThat(run).contains("\"state\":\"succeeded\"");
      JsonNode row =
          LocalProcess.json(
                  warehouse.get("/meters/last/" + day + "?start=" + day + "&end=" + day).body())
              .at("/days/0");
      assertThat(row.path("read_on").asText()).isEqualTo(day);
      assertThat(row.at("/earlier/0")).isEqualTo(row.path("read_at"));
      found.add(row.path("read_at").asText());
    }
    return found;
  }

  private static int counted(LocalProcess warehouse, Moment moment) {
    String minute = moment.kept().substring(0, "2026-03-29 02:30".length()).replace(' ', 'T');
    return LocalProcess.json(
            warehouse.get("/meters/metrics?from=" + minute + "&to=" + minute).body())
        .at("/minutes/0/readings")
        .asInt();
  }
}

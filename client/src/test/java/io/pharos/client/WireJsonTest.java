package io.pharos.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes over the wire: programs read it, so that a name or an order is a promise. */
class WireJsonTest {
  static Stream<Arguments> records() {
    return Stream.of(
        arguments(
            new TableSummary("shop.orders", "streaming", 7, 12, 3, 4_000_000_000L, 9, "Ü \"x\""),
            """
            {"table":"shop.orders","kind":"streaming","columns":7,"partitions":12,"files":3,\
            "bytes":4000000000,"rows":9,"description":"Ü \\"x\\""}\
            """),
        arguments(
            new PartitionSummary("shop.orders", "2026/01/15/09", 1, 2, "lake/shop"),
            """
            {"table":"shop.orders","partition":"2026/01/15/09","files":1,"bytes":2,\
            "location":"lake/shop"}\
            """),
        arguments(
            new QuerySummary("1", "running", 3, "127.0.0.1", "select 1"),
            """
            {"query":"1","state":"running","seconds":3,"asker":"127.0.0.1","sql":"select 1"}\
            """),
        arguments(
            new CurationSummary("a.b", "rate(1 hour)", "enabled", "", "failed", "a.c", "d"),
            """
            {"curation":"a.b","schedule":"rate(1 hour)","state":"enabled","next":"",\
            "last_run":"failed","output":"a.c","description":"d"}\
            """),
        arguments(
            new RunSummary("a.b", "2026-01-15", "succeeded", true, 1, 2, "s", "e", "m", "r"),
            """
            {"curation":"a.b","window":"2026-01-15","state":"succeeded","provisional":true,\
            "rows":1,"unserved":2,"started_at":"s","ended_at":"e","message":"m","run":"r"}\
            """),
        arguments(
            new RefusedEventSummary("a.b", "t", "InvalidEvent", "m", "{}", "i"),
            """
            {"table":"a.b","refused_at":"t","reason":"InvalidEvent","message":"m","event":"{}",\
            "id":"i"}\
            """),
        arguments(
            new ReplaySummary("a.b", 1, 2),
            """
            {"table":"a.b","replayed":1,"left":2}\
            """),
        arguments(
            new Status(
                "/data",
                true,
                5,
                1,
                2L,
                3,
                4,
                "ok",
                Map.of("a.gone", new Status.UnknownTable(1, 2)),
                Map.of("a.b", new Status.Events(1, 2, 3)),
                counts(),
                Map.of("a.c", new Status.Curation(1, List.of("2026-01-15"), Map.of("x", 1L)))),
            """
            {"data_folder":"/data","writable":true,"free_bytes":5,"open_segments":1,\
            "open_events":2,"backlog_segments":3,"backlog_events":4,"lake_writer":"ok",\
            "unknown_tables":{"a.gone":{"files":1,"waiting_events":2}},\
            "events_since_start":{"a.b":{"accepted":1,"invalid":2,"unavailable":3}},\
            "requests_refused_since_start":{"no_key":1,"cors":0},\
            "curations":{"a.c":{"unserved_rows":1,"owed_windows":["2026-01-15"],\
            "late_events":{"x":1}}}}\
            """),
        arguments(
            new Status("/data", true, 5, null, null, 3, 4, "-", Map.of(), null, null, Map.of()),
            """
            {"data_folder":"/data","writable":true,"free_bytes":5,"backlog_segments":3,\
            "backlog_events":4,"lake_writer":"-","unknown_tables":{},"curations":{}}\
            """));
  }

  /** In their order, which is not the alphabet's. */
  private static Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("no_key", 1L);
    counts.put("cors", 0L);
    return counts;
  }

  @ParameterizedTest
  @MethodSource("records")
  void aRecordIsWrittenAndReadAsItIs(Object answer, String json) throws IOException {
    assertThat(WireJson.text(answer)).isEqualTo(json);
    assertThat(WireJson.read(bytes(json), answer.getClass())).isEqualTo(answer);
  }

  @Test
  void whatAnotherVersionAnswersBesidesIsPassedOver() throws IOException {
    String answer = "[{\"table\":\"a.b\",\"replayed\":1,\"left\":2,\"lost\":0}]";

    assertThat(WireJson.readList(bytes(answer), ReplaySummary.class))
        .containsExactly(new ReplaySummary("a.b", 1, 2));
  }

  private static InputStream bytes(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }
}

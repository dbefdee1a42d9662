package io.pharos.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class XRayIdsTest {
  private static final String PROPERTY = "com.amazonaws.xray.traceHeader";
  private static final String ROOT = "Root=1-5759e988-bd862e3fe1be46a994272793";
  private static final String PARENT = ROOT + ";Parent=53995c3f42cd8ad8";

  private final XRayIds ids = new XRayIds();

  @AfterEach
  void clear() {
    System.clearProperty(PROPERTY);
  }

  @Test
  void aTracesIdBeginsWithTheSecondItBeganIn() {
    long before = Instant.now().getEpochSecond();
    String id = ids.generateTraceId();

    assertThat(Long.parseLong(id.substring(0, 8), 16))
        .isBetween(before, Instant.now().getEpochSecond());
    assertThat(TraceId.isValid(id)).isTrue();
  }

  @Test
  void noTwoIdsAreTheSame() {
    Set<String> traces = new HashSet<>();
    Set<String> spans = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      traces.add(ids.generateTraceId());
      spans.add(ids.generateSpanId());
    }

    assertThat(traces).hasSize(10_000).allMatch(TraceId::isValid);
    assertThat(spans).hasSize(10_000).allMatch(SpanId::isValid);
  }

  @Test
  void aHeaderSaysTraceSpanAndThatItIsSampled() {
    SpanContext parent = XRayIds.parent(PARENT + ";Sampled=1");

    assertThat(parent.getTraceId()).isEqualTo("5759e988bd862e3fe1be46a994272793");
    assertThat(parent.getSpanId()).isEqualTo("53995c3f42cd8ad8");
    assertThat(parent.isSampled()).isTrue();
    assertThat(parent.isRemote()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {";Sampled=0", "", ";Sampled=?", ";Sampled=", ";Lineage=a:0"})
  void whatIsNotSaidToBeSampledIsNot(String rest) {
    SpanContext parent = XRayIds.parent(PARENT + rest);

    assertThat(parent.isValid()).isTrue();
    assertThat(parent.isSampled()).isFalse();
  }

  @Test
  void whatFollowsIsLeftAlone() {
    assertThat(XRayIds.parent(PARENT + ";Sampled=1;Lineage=25:1a2b3c4d:0").isSampled()).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "nonsense",
        ROOT,
        ROOT + ";Sampled=1",
        ROOT + ";Parent=53995c3f42cd8ad",
        PARENT + "a;Sampled=1",
        "Root=1-5759e988-bd862e3fe1be46a99427279;Parent=53995c3f42cd8ad8;Sampled=1",
        "Root=2-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
        "Root=1-5759E988-BD862E3FE1BE46A994272793;Parent=53995c3f42cd8ad8;Sampled=1",
        "Root=1-00000000-000000000000000000000000;Parent=53995c3f42cd8ad8;Sampled=1",
        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=0000000000000000;Sampled=1",
        "Parent=53995c3f42cd8ad8;Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1"
      })
  void whatIsMalformedIsNoParent(@Nullable String header) {
    assertThat(XRayIds.parent(header).isValid()).isFalse();
  }

  @Test
  void theHeaderIsAVariable() {
    assertThat(XRayIds.header(Map.of("_X_AMZN_TRACE_ID", PARENT))).isEqualTo(PARENT);
    assertThat(XRayIds.header(Map.of())).isNull();
  }

  @Test
  void aPropertyWhichChangesWithEachInvocationGoesBeforeTheVariable() {
    System.setProperty(PROPERTY, PARENT);

    assertThat(XRayIds.header(Map.of("_X_AMZN_TRACE_ID", ROOT))).isEqualTo(PARENT);
  }
}

package io.pharos.aws.lambda;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ids for AWS X-Ray: a trace's id begins with the second of its start.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html">Trace
 *     ids</a>
 */
final class XRayIds implements IdGenerator {
  private static final IdGenerator RANDOM = IdGenerator.random();
  private static final Pattern HEADER =
      Pattern.compile(
          "Root=1-([0-9a-f]{8})-([0-9a-f]{24});Parent=([0-9a-f]{16})(?:;Sampled=([01]))?(?:;.*)?");

  @Override
  public String generateSpanId() {
    return RANDOM.generateSpanId();
  }

  @Override
  public String generateTraceId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = ((System.currentTimeMillis() / 1_000) << 32) | (random.nextInt() & 0xFFFF_FFFFL);
    return TraceId.fromLongs(high, random.nextLong());
  }

  /** Lambda's trace header: a system property on the JVM, otherwise a variable. */
  static @Nullable String header(Map<String, String> variables) {
    String property = System.getProperty("com.amazonaws.xray.traceHeader");
    return property == null ? variables.get("_X_AMZN_TRACE_ID") : property;
  }

  /** The span of a header {@code Root=1-..;Parent=..;Sampled=1}; invalid if there is none. */
  static SpanContext parent(@Nullable String header) {
    Matcher parts = HEADER.matcher(header == null ? "" : header);
    if (!parts.matches()) {
      return SpanContext.getInvalid();
    }
    String trace = parts.group(1) + parts.group(2);
    String span = parts.group(3);
    if (!TraceId.isValid(trace) || !SpanId.isValid(span)) {
      return SpanContext.getInvalid();
    }
    return SpanContext.createFromRemoteParent(
        trace,
        span,
        "1".equals(parts.group(4)) ? TraceFlags.getSampled() : TraceFlags.getDefault(),
        TraceState.getDefault());
  }
}

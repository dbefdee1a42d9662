package io.pharos.aws.lambda;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Traces of invocations and their calls, by OpenTelemetry, to a collector beside the function such
 * as the ADOT layer's. A trace continues Lambda's own, and is sampled if that is. Without {@code
 * OTEL_EXPORTER_OTLP_ENDPOINT} there are no traces, and no cost.
 */
public final class Tracing {
  /** The destination of traces, such as {@code http://localhost:4318}. */
  public static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  /**
   * The timeout of the collector beside the function; traces that it does not accept in time are
   * lost.
   */
  private static final Duration EXPORT = Duration.ofSeconds(1);

  private static final String SCOPE = "io.pharos";
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

  private final Tracer tracer;
  private final Optional<SdkTracerProvider> spans;
  private final Supplier<@Nullable String> header;
  private final String function;
  private @Nullable Span current;

  /** The traces of a function, by its environment. */
  public static Tracing of(Map<String, String> variables) {
    String function = variables.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "function");
    String endpoint = variables.getOrDefault(ENDPOINT, "");
    if (endpoint.isEmpty()) {
      return new Tracing(TracerProvider.noop().get(SCOPE), Optional.empty(), () -> null, function);
    }
    SdkTracerProvider spans =
        SdkTracerProvider.builder()
            .setResource(Resource.create(Attributes.of(SERVICE, function)))
            .setSampler(Sampler.parentBased(Sampler.alwaysOn()))
            .setIdGenerator(new XRayIds())
            .addSpanProcessor(
                SimpleSpanProcessor.create(
                    OtlpHttpSpanExporter.builder()
                        .setEndpoint(endpoint.replaceAll("/$", "") + "/v1/traces")
                        .setTimeout(EXPORT)
                        .build()))
            .build();
    return new Tracing(
        spans.get(SCOPE), Optional.of(spans), () -> XRayIds.header(variables), function);
  }

  private Tracing(
      Tracer tracer,
      Optional<SdkTracerProvider> spans,
      Supplier<@Nullable String> header,
      String function) {
    this.tracer = tracer;
    this.spans = spans;
    this.header = header;
    this.function = function;
  }

  /** The interceptors that make a span of each call to a service; none without traces. */
  public List<ExecutionInterceptor> interceptors() {
    return enabled() ? List.of(new TracedCalls(this)) : List.of();
  }

  private boolean enabled() {
    return spans.isPresent();
  }

  void begin(String requestId) {
    if (!enabled()) {
      return;
    }
    SpanContext parent = XRayIds.parent(header.get());
    current =
        tracer
            .spanBuilder(function)
            .setSpanKind(SpanKind.SERVER)
            .setParent(Context.root().with(Span.wrap(parent)))
            .setAttribute("faas.invocation_id", requestId)
            .startSpan();
  }

  void about(String database, String table) {
    if (current != null) {
      current.setAttribute("pharos.database", database).setAttribute("pharos.table", table);
    }
  }

  void end(String failure) {
    if (current == null) {
      return;
    }
    if (!failure.isEmpty()) {
      current.setStatus(StatusCode.ERROR, failure);
    }
    current.end();
    current = null;
    spans.ifPresent(
        provider -> provider.forceFlush().join(EXPORT.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** A span of a call to a service, below the invocation's span; the caller ends it. */
  Span call(String service, String operation) {
    Context parent = current == null ? Context.root() : Context.root().with(current);
    return tracer
        .spanBuilder(service + "." + operation)
        .setSpanKind(SpanKind.CLIENT)
        .setParent(parent)
        .setAttribute("rpc.system", "aws-api")
        .setAttribute("rpc.service", service)
        .setAttribute("rpc.method", operation)
        .startSpan();
  }
}

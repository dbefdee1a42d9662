package io.pharos.aws.lambda;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Makes a span of every call to a service. */
final class TracedCalls implements ExecutionInterceptor {
  private static final ExecutionAttribute<Span> SPAN = new ExecutionAttribute<>("pharos.span");

  private final Tracing tracing;

  TracedCalls(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    attributes.putAttribute(
        SPAN,
        tracing.call(
            attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
            attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)));
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    attributes.getAttribute(SPAN).end();
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    attributes
        .getAttribute(SPAN)
        .setStatus(StatusCode.ERROR, String.valueOf(context.exception().getMessage()))
        .end();
  }
}

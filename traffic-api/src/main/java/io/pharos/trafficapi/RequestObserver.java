package io.pharos.trafficapi;

import com.amazonaws.services.lambda.runtime.Context;
import io.pharos.aws.lambda.FunctionRuntime;
import io.pharos.aws.lambda.Invocation;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Records the start and end of a request. A filter is made at the build of the native image,
 * without settings, so it asks for its parts when a request comes.
 */
@Provider
public final class RequestObserver implements ContainerRequestFilter, ContainerResponseFilter {
  private final Context lambda;
  private final Instance<FunctionRuntime> runtime;

  @Inject
  public RequestObserver(Context lambda, Instance<FunctionRuntime> runtime) {
    this.lambda = lambda;
    this.runtime = runtime;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Invocation invocation = runtime.get().invocation();
    invocation.begin(lambda.getAwsRequestId(), lambda.getRemainingTimeInMillis());
    var address = request.getUriInfo().getPathParameters();
    invocation.about(address.getFirst("database"), address.getFirst("as"));
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    runtime
        .get()
        .invocation()
        .end(response.getStatus() < 500 ? "" : "answered " + response.getStatus());
  }
}

package io.pharos.trafficapi;

import com.amazonaws.services.lambda.runtime.Context;
import io.pharos.aws.lambda.FunctionRuntime;
import io.pharos.aws.lambda.Invocation;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Notes when a request begins and ends. */
@Provider
public final class RequestObserver implements ContainerRequestFilter, ContainerResponseFilter {
  private final Context lambda;
  private final Invocation invocation;

  @Inject
  public RequestObserver(Context lambda, FunctionRuntime runtime) {
    this.lambda = lambda;
    this.invocation = runtime.invocation();
  }

  @Override
  public void filter(ContainerRequestContext request) {
    invocation.begin(lambda.getAwsRequestId(), lambda.getRemainingTimeInMillis());
    var address = request.getUriInfo().getPathParameters();
    invocation.about(address.getFirst("database"), address.getFirst("as"));
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    invocation.end(response.getStatus() < 500 ? "" : "answered " + response.getStatus());
  }
}

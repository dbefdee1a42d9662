package io.pharos.local.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready until the end has begun. */
@Readiness
@Singleton
public class DrainingCheck implements HealthCheck {
  private final Running running;

  @Inject
  public DrainingCheck(Running running) {
    this.running = running;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("takes events").status(!running.draining().hasBegun()).build();
  }
}

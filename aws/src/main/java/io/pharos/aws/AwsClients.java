package io.pharos.aws;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * Makes the clients of all services in the same way: one HTTP client, a limited number of attempts
 * with jitter, and timeouts that end a call before Lambda ends the function.
 *
 * <p>The SDK finds region and credentials in a function's environment.
 */
public final class AwsClients {
  /** The first attempt and two more; a call that fails three times is no passing problem. */
  private static final int ATTEMPTS = 3;

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final Optional<URI> endpoint;
  private final Duration call;
  private final List<ExecutionInterceptor> interceptors;
  private final SdkHttpClient http;

  /**
   * @param endpoint replaces all services, from {@code AWS_ENDPOINT_URL}; if absent, the real
   *     services are called
   * @param call the longest time of one call with all its attempts; one attempt may take half of it
   */
  public AwsClients(Optional<URI> endpoint, Duration call) {
    this(endpoint, call, List.of());
  }

  /**
   * The same, with interceptors of each call.
   *
   * @param interceptors such as those that make traces
   */
  public AwsClients(
      Optional<URI> endpoint, Duration call, List<ExecutionInterceptor> interceptors) {
    this.endpoint = endpoint;
    this.call = call;
    this.interceptors = List.copyOf(interceptors);
    this.http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(call.dividedBy(2))
            .build();
  }

  /** The client of a builder: {@code clients.build(KinesisClient.builder())}. */
  public <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C build(B builder) {
    return configured(builder.httpClient(http)).build();
  }

  /** Configures a builder that already has an HTTP client. */
  public <C, B extends AwsClientBuilder<B, C>> B configured(B builder) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder.overrideConfiguration(configuration());
  }

  /** Whether an endpoint replaces AWS. */
  public boolean elsewhere() {
    return endpoint.isPresent();
  }

  private ClientOverrideConfiguration configuration() {
    return ClientOverrideConfiguration.builder()
        .apiCallTimeout(call)
        .apiCallAttemptTimeout(call.dividedBy(2))
        .retryStrategy(retries())
        .executionInterceptors(interceptors)
        .build();
  }

  private static RetryStrategy retries() {
    BackoffStrategy backoff = BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE);
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(ATTEMPTS)
        .backoffStrategy(backoff)
        .throttlingBackoffStrategy(backoff)
        .build();
  }
}

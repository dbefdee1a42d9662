package io.pharos.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;

/** The moto server of the tests, spoken to over plain HTTP as AWS's services are. */
public final class MotoServer implements AutoCloseable {
  /** Where it is; empty where there is none. */
  public static final String ADDRESS =
      Objects.requireNonNullElse(System.getenv("AWS_ENDPOINT_URL"), "");

  public static final String REGION = "eu-west-1";

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address = URI.create(ADDRESS);

  /**
   * Sends a request and waits for its answer, whatever that is.
   *
   * @param service whose it is, which its signature tells; empty for moto's own
   * @param target of a protocol of JSON; empty otherwise
   */
  public HttpResponse<String> send(
      String method, String path, String service, String target, String type, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .method(method, BodyPublishers.ofByteArray(body))
            .header("Content-Type", type);
    if (!service.isEmpty()) {
      request.header(
          "Authorization",
          ("AWS4-HMAC-SHA256 Credential=test/20261121/%s/%s/aws4_request, SignedHeaders=host, "
                  + "Signature=0")
              .formatted(REGION, service));
    }
    if (!target.isEmpty()) {
      request.header("X-Amz-Target", target);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}

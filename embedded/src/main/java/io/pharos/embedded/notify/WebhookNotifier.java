package io.pharos.embedded.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.notify.Notice;
import io.pharos.core.notify.Notifier;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Posts notices to an address, as {@code {"at", "failure", "subject", "message"}}, without waiting
 * for the answer. A notice that is not accepted is logged. The log has only the address's host,
 * because the rest of a webhook's address is often a secret.
 */
public final class WebhookNotifier implements Notifier {
  private static final Logger LOG = System.getLogger(WebhookNotifier.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpRequest.Builder request;
  private final String host;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * Posts to an address.
   *
   * @throws IllegalArgumentException if it is not an http or https address
   */
  public WebhookNotifier(URI address) {
    this(address, TIMEOUT);
  }

  WebhookNotifier(URI address, Duration timeout) {
    this.request =
        HttpRequest.newBuilder(address).timeout(timeout).header("Content-Type", "application/json");
    this.host = address.getHost();
  }

  @Override
  public void tell(Notice notice) {
    try {
      HttpRequest post =
          request.copy().POST(HttpRequest.BodyPublishers.ofString(json(notice))).build();
      var _ =
          client
              .sendAsync(post, BodyHandlers.discarding())
              .whenComplete((answer, failure) -> {
                if (failure != null) {
                  Throwable cause = failure.getCause();
                  missed(notice, String.valueOf(cause == null ? failure : cause));
                } else if (answer.statusCode() / 100 != 2) {
                  missed(notice, "it answers " + answer.statusCode());
                }
              });
    } catch (RuntimeException e) {
      missed(notice, e.toString());
    }
  }

  private static String json(Notice notice) {
    ObjectNode node = JSON.createObjectNode();
    node.put("at", notice.at().toString());
    node.put("failure", notice.failure());
    node.put("subject", notice.subject());
    node.put("message", notice.message());
    return node.toString();
  }

  private void missed(Notice notice, String why) {
    LOG.log(
        Level.ERROR, "the webhook of " + host + " was not told '" + notice.subject() + "': " + why);
  }
}

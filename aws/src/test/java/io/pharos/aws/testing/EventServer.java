package io.pharos.aws.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Quarkus's mock event server: hands events to the function under test, as Lambda would. */
public final class EventServer {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final URI address;

  private EventServer(URI address) {
    this.address = address;
  }

  /** The function failed. */
  public static final class FunctionFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    FunctionFailed(String message) {
      super(message);
    }
  }

  /**
   * The server of a test.
   *
   * @param api what {@code quarkus-internal.aws-lambda.test-api} says
   */
  public static EventServer at(String api) {
    return new EventServer(URI.create("http://" + api.replaceFirst("/.*", "") + "/_lambda_"));
  }

  /** An event of the test's resources, by the name of its file. */
  public static String event(String name) {
    try (InputStream file = EventServer.class.getResourceAsStream("/events/" + name + ".json")) {
      if (file == null) {
        throw new IllegalArgumentException("there is no event " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tree of a JSON text. */
  public static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + text, e);
    }
  }

  /**
   * The function's answer to an event.
   *
   * @throws FunctionFailed where it fails, with what it says of that
   */
  public JsonNode answer(String event) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(event))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new FunctionFailed(answer.body());
      }
      return MAPPER.readTree(answer.body().isEmpty() ? "null" : answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

package io.pharos.aws.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pharos.aws.lambda.Settings.InvalidSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a function's parts before its first event. If that fails, it logs the reasons, reports them
 * to Lambda in one message, and ends the process. Quarkus itself would report no reason.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">The error of an
 *     initialisation</a>
 */
public final class FunctionStart {
  private static final Logger LOG = LoggerFactory.getLogger(FunctionStart.class);
  private static final String RUNTIME_API = "AWS_LAMBDA_RUNTIME_API";
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Optional<String> runtime;
  private final Runnable end;

  /**
   * @param end ends the process after the report; it returns in tests only
   */
  FunctionStart(Map<String, String> variables, Runnable end) {
    this.runtime = Optional.ofNullable(variables.get(RUNTIME_API));
    this.end = end;
  }

  /** Makes the parts of a function. */
  public static void with(Supplier<?> parts) {
    LogLevels.unify();
    // Not exit: Quarkus' hook waits for the start to end, which this is in.
    new FunctionStart(System.getenv(), () -> Runtime.getRuntime().halt(1)).make(parts);
  }

  void make(Supplier<?> parts) {
    try {
      var _ = parts.get();
    } catch (RuntimeException | LinkageError e) {
      log(e);
      runtime.ifPresent(api -> tell(api, e));
      throw e;
    }
  }

  private static void log(Throwable failure) {
    if (failure instanceof InvalidSettings settings) {
      settings.problems().forEach(LOG::error);
    } else {
      LOG.error("the function cannot be started", failure);
    }
  }

  private void tell(String api, Throwable failure) {
    try {
      post(URI.create("http://" + api + "/2018-06-01/runtime/init/error"), failure);
      end.run();
    } catch (IOException e) {
      LOG.error("Lambda cannot be told why the function does not start", e);
    }
  }

  private static void post(URI address, Throwable failure) throws IOException {
    HttpURLConnection call = (HttpURLConnection) address.toURL().openConnection();
    call.setConnectTimeout((int) TIMEOUT.toMillis());
    call.setReadTimeout((int) TIMEOUT.toMillis());
    call.setDoOutput(true);
    call.setRequestProperty("Content-Type", "application/json");
    call.setRequestProperty(
        "Lambda-Runtime-Function-Error-Type", "Runtime." + failure.getClass().getSimpleName());
    String error =
        JsonNodeFactory.instance
            .objectNode()
            .put("errorType", failure.getClass().getName())
            .put("errorMessage", message(failure))
            .toString();
    try (OutputStream body = call.getOutputStream()) {
      body.write(error.getBytes(StandardCharsets.UTF_8));
    }
    call.getInputStream().close();
  }

  private static String message(Throwable failure) {
    return failure instanceof InvalidSettings settings
        ? String.valueOf(settings.getMessage())
        : "the function cannot be started: " + failure;
  }
}

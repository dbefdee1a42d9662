package io.pharos.curation;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.core.curation.CurationWorkflow.RunRef;
import io.pharos.core.definition.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the workflow asks for: {@code {"step": "prepare", ..}}. */
sealed interface Step {
  /**
   * Say what to run next.
   *
   * @param windows those that are left; absent at the beginning, where they are to be found
   * @param from by hand: the first window
   * @param to by hand: the last one
   * @param execution that asks; it has the curation until it is done
   */
  record Prepare(
      TableName curation,
      Optional<List<String>> windows,
      Optional<String> from,
      Optional<String> to,
      String execution)
      implements Step {}

  /** Make sure that the query wrote the run's rows. */
  record Check(RunRef run, String query) implements Step {}

  /** Switch to the run's rows, and serve them. */
  record Publish(RunRef run, String query, String execution) implements Step {}

  /**
   * Record that a run failed, however far it came.
   *
   * @param window absent where it was not known yet
   * @param run its id; absent where there was none yet
   */
  record RecordFailure(
      TableName curation,
      Optional<String> window,
      Optional<String> run,
      String message,
      String execution)
      implements Step {}

  /** Delete the folders of runs that others have replaced. */
  record Tidy() implements Step {}

  /**
   * Reads a step.
   *
   * @throws IllegalArgumentException where the input is none, with what it lacks
   */
  static Step of(JsonNode input) {
    return switch (text(input, "step")) {
      case "prepare" ->
          new Prepare(
              curation(input),
              windows(input.path("windows")),
              optional(input, "from"),
              optional(input, "to"),
              text(input, "execution"));
      case "check" -> new Check(run(input), text(input, "query"));
      case "publish" -> new Publish(run(input), text(input, "query"), text(input, "execution"));
      case "record_failure" ->
          new RecordFailure(
              curation(input),
              optional(input, "window"),
              optional(input, "run"),
              message(input),
              text(input, "execution"));
      case "tidy" -> new Tidy();
      default ->
          throw new IllegalArgumentException(
              "step: '"
                  + input.path("step").asText()
                  + "' is none of prepare, check, publish, record_failure, tidy");
    };
  }

  private static TableName curation(JsonNode input) {
    return TableName.parse(text(input, "curation"));
  }

  private static RunRef run(JsonNode input) {
    return new RunRef(curation(input), text(input, "window"), text(input, "run"));
  }

  private static Optional<List<String>> windows(JsonNode list) {
    if (!list.isArray()) {
      return Optional.empty();
    }
    List<String> windows = new ArrayList<>();
    list.forEach(window -> windows.add(window.asText()));
    return Optional.of(windows);
  }

  /** What a workflow caught: its name, and what it says about it. */
  private static String message(JsonNode input) {
    JsonNode error = input.path("error");
    if (error.isTextual()) {
      return error.asText();
    }
    String name = error.path("Error").asText("an unknown error");
    String cause = error.path("Cause").asText("");
    return cause.isEmpty() ? name : FailureCause.message(cause);
  }

  private static String text(JsonNode input, String key) {
    return optional(input, key)
        .orElseThrow(() -> new IllegalArgumentException(key + ": missing from the input"));
  }

  private static Optional<String> optional(JsonNode input, String key) {
    String text = input.path(key).asText("");
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}

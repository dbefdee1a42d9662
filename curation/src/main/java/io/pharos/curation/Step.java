package io.pharos.curation;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.core.curation.CurationWorkflow.RunRef;
import io.pharos.core.curation.StartedBy;
import io.pharos.core.definition.TableName;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the workflow asks for: {@code {"step": "prepare", ..}}. */
sealed interface Step {
  /**
   * Say what to run next.
   *
   * @param windows those that are left; absent at the beginning, where they are to be found
   * @param by what started the execution
   * @param started when it did; absent for now
   * @param execution that asks; it has the curation until it is done
   */
  record Prepare(
      TableName curation,
      Optional<List<String>> windows,
      StartedBy by,
      Optional<Instant> started,
      String execution)
      implements Step {}

  /** Make sure that the query told the table's columns, and say what writes the rows. */
  record CheckColumns(RunRef run, String query) implements Step {}

  /** Make sure that the query wrote the run's rows. */
  record CheckRows(RunRef run, String query) implements Step {}

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
              by(input),
              optional(input, "started").map(Step::instant),
              text(input, "execution"));
      case "check" -> check(input);
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

  private static Step check(JsonNode input) {
    String query = text(input, "query");
    return switch (text(input, "asks")) {
      case "columns" -> new CheckColumns(run(input), query);
      case "rows" -> new CheckRows(run(input), query);
      default ->
          throw new IllegalArgumentException(
              "asks: '" + input.path("asks").asText() + "' is none of columns, rows");
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

  private static StartedBy by(JsonNode input) {
    Optional<String> from = optional(input, "from");
    Optional<String> to = optional(input, "to");
    JsonNode published = input.path("published");
    if (from.isEmpty() && to.isPresent()) {
      throw new IllegalArgumentException("to: there is no from; give the first window too");
    }
    if (from.isPresent() && published.isObject()) {
      throw new IllegalArgumentException(
          "from: an input that was published says which windows; give one of the two");
    }
    if (published.isObject()) {
      return new StartedBy.Input(
          TableName.parse(text(published, "table")), text(published, "window"));
    }
    return from.<StartedBy>map(first -> new StartedBy.Hand(first, to))
        .orElseGet(StartedBy.Time::new);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "started: '" + text + "' is no time such as 2026-11-21T00:30:00Z", e);
    }
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

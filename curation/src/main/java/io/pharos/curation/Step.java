package io.pharos.curation;

import io.pharos.aws.lambda.EventPart;
import io.pharos.aws.lambda.MalformedEvent;
import io.pharos.core.curation.StartedBy;
import io.pharos.core.curation.run.CurationWorkflow.Answered;
import io.pharos.core.curation.run.CurationWorkflow.RunRef;
import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.TableName;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** A call of the workflow: {@code {"step": "prepare", ..}}. */
sealed interface Step {
  /**
   * Find what to run next.
   *
   * @param windows the windows that are left; absent at the beginning, when they must be found
   * @param by what started the execution
   * @param started when it started; absent for now
   * @param execution the calling execution; it holds the curation's lease until it is done
   */
  record Prepare(
      CurationName curation,
      Optional<List<String>> windows,
      StartedBy by,
      Optional<Instant> started,
      String execution)
      implements Step {}

  /** Take a run's step whose statement has ended, and return what comes next. */
  record Advance(Answered answered, String execution) implements Step {}

  /**
   * Record that a run failed, at whatever step.
   *
   * @param window absent if it was not known yet
   * @param run its id; absent if there was none yet
   */
  record RecordFailure(
      CurationName curation,
      Optional<String> window,
      Optional<String> run,
      String message,
      String execution)
      implements Step {}

  /** Delete the folders of replaced runs. */
  record Tidy() implements Step {}

  /**
   * Reads a step.
   *
   * @throws IllegalArgumentException if the input is no step, with the missing part
   */
  static Step of(EventPart input) {
    String step = input.text("step");
    return switch (step) {
      case "prepare" ->
          new Prepare(
              curation(input),
              input.optionalTexts("windows"),
              by(input),
              input.optionalText("started").map(Step::instant),
              input.text("execution"));
      case "advance" ->
          new Advance(
              new Answered(
                  run(input),
                  input.text("at"),
                  input.text("query"),
                  input.optionalText("rows_from")),
              input.text("execution"));
      case "record_failure" ->
          new RecordFailure(
              curation(input),
              input.optionalText("window"),
              input.optionalText("run"),
              message(input),
              input.text("execution"));
      case "tidy" -> new Tidy();
      default ->
          throw new MalformedEvent(
              "step: '" + step + "' is none of prepare, advance, record_failure, tidy");
    };
  }

  private static CurationName curation(EventPart input) {
    return CurationName.parse(input.text("curation"));
  }

  private static RunRef run(EventPart input) {
    return new RunRef(curation(input), input.text("window"), input.text("run"));
  }

  private static StartedBy by(EventPart input) {
    Optional<String> from = input.optionalText("from");
    Optional<String> to = input.optionalText("to");
    Optional<EventPart> published = input.optionalPart("published");
    if (from.isEmpty() && to.isPresent()) {
      throw new MalformedEvent("to: there is no from; give the first window too");
    }
    if (from.isPresent() && published.isPresent()) {
      throw new MalformedEvent(
          "from: an input that was published says which windows; give one of the two");
    }
    return published
        .<StartedBy>map(
            of -> new StartedBy.Input(TableName.parse(of.text("table")), of.text("window")))
        .or(() -> from.map(first -> new StartedBy.Hand(first, to)))
        .orElseGet(StartedBy.Time::new);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new MalformedEvent("started: '" + text + "' is no time such as 2026-11-21T00:30:00Z");
    }
  }

  /** An error that the workflow caught: its name and its cause. */
  private static String message(EventPart input) {
    if (input.isText("error")) {
      return input.text("error");
    }
    Optional<EventPart> error = input.optionalPart("error");
    return error
        .flatMap(caught -> caught.optionalText("Cause"))
        .map(FailureCause::message)
        .or(() -> error.flatMap(caught -> caught.optionalText("Error")))
        .orElse("an unknown error");
  }
}

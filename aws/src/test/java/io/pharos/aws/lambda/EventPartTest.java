package io.pharos.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPartTest {
  private static EventPart event(String json) {
    return EventPart.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void givesWhatIsThere() {
    EventPart part =
        event(
            """
            {"Records": [{"arn": "a", "kinesis": {"data": "aGk=", "at": 1545084650.987,
             "millis": 1545084650987, "number": 0, "none": null}}], "windows": ["2026"],
             "empty": ""}
            """);
    EventPart record = part.parts("Records").getFirst();
    EventPart kinesis = record.part("kinesis");

    assertThat(record.text("arn")).isEqualTo("a");
    assertThat(kinesis.bytes("data")).asString(StandardCharsets.UTF_8).isEqualTo("hi");
    assertThat(kinesis.seconds("at")).isEqualTo(Instant.ofEpochMilli(1_545_084_650_987L));
    assertThat(kinesis.millis("millis")).isEqualTo(Instant.ofEpochMilli(1_545_084_650_987L));
    assertThat(kinesis.scalar("number")).isEqualTo("0");
    assertThat(kinesis.scalar("none")).isEmpty();
    assertThat(kinesis.optionalText("none")).isEmpty();
    assertThat(kinesis.optionalPart("none")).isEmpty();
    assertThat(part.optionalTexts("windows")).contains(List.of("2026"));
    assertThat(part.optionalTexts("others")).isEmpty();
    assertThat(part.optionalTexts("empty")).isEmpty();
    assertThat(part.optionalPart("empty")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {                       | the event: is no JSON
          null                    | the event: is null where an object is needed
          "text"                  | the event: is a text where an object is needed
          []                      | the event: is a list where an object is needed
          {}                      | Records: missing from the input
          {"Records": null}       | Records: missing from the input
          {"Records": {}}         | Records: is an object where a list is needed
          {"Records": [{}, null]} | Records[1]: is null where an object is needed
          """)
  void saysWhatAnEventIsThatIsNone(String event, String message) {
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> event(event).parts("Records"))
        .withMessageStartingWith(message);
  }

  @Test
  void anEmptyOneIsNone() {
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> event(""))
        .withMessage("the event: is empty where an object is needed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                  | list[0].of.at: missing from the input
          {"at": "yesterday"} | list[0].of.at: is a text where a number is needed
          {"at": "12.5"}      | list[0].of.at: is a text where a number is needed
          {"at": -1}          | list[0].of.at: is no time since 1970
          {"at": 1e99}        | list[0].of.at: is no time since 1970
          {"at": 1e999}       | list[0].of.at: is no time since 1970
          {"at": true}        | list[0].of.at: is true or false where a number is needed
          """)
  void saysWhichTimeIsNone(String object, String message) {
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> nested(object).seconds("at"))
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}             | list[0].of.data: missing from the input
          {"data": 5}    | list[0].of.data: is a number where a text is needed
          {"data": "?!"} | list[0].of.data: is no base64
          """)
  void saysWhichBytesAreNone(String object, String message) {
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> nested(object).bytes("data"))
        .withMessage(message);
  }

  @Test
  void bytesMayBeNone() {
    assertThat(nested("{\"data\": \"\"}").bytes("data")).isEmpty();
  }

  @Test
  void aTextMustNotBeEmpty() {
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> nested("{\"arn\": \"\"}").text("arn"))
        .withMessage("list[0].of.arn: missing from the input");
  }

  @Test
  void aListOfTextsHoldsNothingElse() {
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> event("{\"windows\": [\"2026\", 7]}").optionalTexts("windows"))
        .withMessage("windows[1]: is a number where a text is needed");
  }

  private static EventPart nested(String object) {
    return event("{\"list\": [{\"of\": " + object + "}]}").parts("list").getFirst().part("of");
  }
}

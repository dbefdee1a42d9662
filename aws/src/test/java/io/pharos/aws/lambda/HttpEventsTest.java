package io.pharos.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEventsTest {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().addModule(new HttpEvents()).build();

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /a b/c,        /a%20b/c
          /50%,          /50%25
          /a%20b,        /a%2520b
          /who?,         /who%3F
          /a#b,          /a%23b
          /a;b=c,        /a%3Bb=c
          /köln,         /k%C3%B6ln
          /世😀,          /%E4%B8%96%F0%9F%98%80
          /a"b<c>\\^`{|}, /a%22b%3Cc%3E%5C%5E%60%7B%7C%7D
          """)
  void encodesWhatAPathDoesNotHoldAsItIs(String sent, String encoded)
      throws JsonProcessingException {
    assertThat(read("rawPath", sent).getRawPath()).isEqualTo(encoded);
    assertThat(URI.create(encoded).getPath()).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/advertising/impressions.gif", "/AZaz09/-._~", "/!$&'()*+,=:@", "//a//"})
  void leavesTheRestAsItIs(String path) throws JsonProcessingException {
    assertThat(read("rawPath", path).getRawPath()).isEqualTo(path);
  }

  @Test
  void encodesControlCharacters() throws JsonProcessingException {
    assertThat(read("rawPath", "/a\u0000\r\n\u007f").getRawPath()).isEqualTo("/a%00%0D%0A%7F");
  }

  @ParameterizedTest
  @CsvSource({
    "a=b%20c&d=%FF;e+f, a=b%20c&d=%FF;e+f",
    "a={b|c}^, a=%7Bb%7Cc%7D%5E",
    "a=100%&b=%u00fc, a=100%25&b=%25u00fc",
    "a=ü, a=%C3%BC"
  })
  void encodesInAQueryWhatBrowsersLeaveAsItIs(String sent, String encoded)
      throws JsonProcessingException {
    assertThat(read("rawQueryString", sent).getRawQueryString()).isEqualTo(encoded);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                | rawPath: missing from the input
          {"rawPath": null}                                 | rawPath: missing from the input
          {"rawPath": "/a"}                                 | requestContext.http.method: missing
          {"rawPath": "/a", "requestContext": {}}           | requestContext.http.method: missing
          {"rawPath": "/a", "requestContext": {"http": {}}} | requestContext.http.method: missing
          {"rawPath": "/a", "requestContext": {"http": 5}}  | requestContext.http: is of another kind
          {"rawPath": "/a", "headers": [1]}                 | headers: is of another kind
          null                                              | the event: is null
          "text"                                            | the event: is of another kind
          []                                                | the event: is of another kind
          """)
  void saysWhatAnEventThatIsNoneLacks(String event, String message) {
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> MAPPER.readerFor(APIGatewayV2HTTPEvent.class).readValue(event))
        .withMessageStartingWith(message)
        .withMessageEndingWith("; an HTTP API with payload version 2.0 is needed");
  }

  @Test
  void leavesOtherEventsAsTheyAre() throws JsonProcessingException {
    String event = new ObjectMapper().createObjectNode().put("path", "/a b").toString();

    assertThat(MAPPER.readValue(event, APIGatewayV2WebSocketEvent.class).getPath())
        .isEqualTo("/a b");
  }

  private static APIGatewayV2HTTPEvent read(String property, String value)
      throws JsonProcessingException {
    ObjectNode event = new ObjectMapper().createObjectNode().put("rawPath", "/");
    event.putObject("requestContext").putObject("http").put("method", "GET");
    event.put(property, value);
    return MAPPER.readValue(event.toString(), APIGatewayV2HTTPEvent.class);
  }
}

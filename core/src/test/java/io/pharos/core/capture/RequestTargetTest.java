package io.pharos.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /a.gif?p=a|b,          /a.gif?p=a%7Cb
          /a.gif?p={a}^`,        /a.gif?p=%7Ba%7D%5E%60
          /a.gif?p=100%,         /a.gif?p=100%25
          /a.gif?p=100%2,        /a.gif?p=100%252
          /a.gif?p=%u00fc,       /a.gif?p=%25u00fc
          /a.gif?p=%%41,         /a.gif?p=%25%41
          /a.gif?p=a[0]\\#,      /a.gif?p=a%5B0%5D%5C%23
          '/a.gif?p="<a b>"',    /a.gif?p=%22%3Ca%20b%3E%22
          /a|b.gif?p=ü,          /a%7Cb.gif?p=%C3%BC
          """)
  void whatAnAddressMayNotHoldIsEncoded(String sent, String encoded) {
    assertThat(RequestTarget.encoded(sent, StandardCharsets.UTF_8)).isEqualTo(encoded);
    assertThat(URI.create(encoded).toString()).isEqualTo(encoded);
    assertThat(RequestTarget.encoded(encoded, StandardCharsets.UTF_8)).isEqualTo(encoded);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "*",
        "",
        "/shop/orders.gif?page=/a;n=5&b=%FF%2f?x",
        "http://127.0.0.1:8080/a?b=!$'()*+,;=:@/?-._~"
      })
  void theRestStaysAsItIs(String sent) {
    assertThat(RequestTarget.encoded(sent, StandardCharsets.UTF_8)).isSameAs(sent);
  }

  @Test
  void bytesThatAServerTookForLatin1StayTheBytesThatTheyWere() {
    assertThat(RequestTarget.encoded("/a?b=\u00C3\u00BC", StandardCharsets.ISO_8859_1))
        .isEqualTo("/a?b=%C3%BC");
  }
}

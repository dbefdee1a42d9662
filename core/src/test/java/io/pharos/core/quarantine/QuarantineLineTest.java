package io.pharos.core.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuarantineLineTest {
  private static final String ID = "019aa5b0-0000-7000-8000-000000000001";
  private static final Instant TIME = Instant.parse("2026-11-21T09:30:00.123Z");

  @Test
  void anEventIsALineThatPeopleCanRead() {
    assertThat(line("{\"ad_id\": \"caf\u00E9\"}"))
        .isEqualTo(
            "{\"id\":\""
                + ID
                + "\",\"refused_at\":\"2026-11-21T09:30:00.123Z\",\"reason\":\"InvalidEvent\","
                + "\"message\":\"'ad_id' is \\\"wrong\\\"\",\"event\":\"{\\\"ad_id\\\":"
                + " \\\"caf\u00E9\\\"}\"}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"a\": 1}",
        "a\nb\r\n\t\"\\",
        "\u0000\u0001\u007F\u0085\u2028\u2029",
        "\uFEFFmark",
        "\uD83D\uDE00 \uFFFD \uFFFF",
        "null"
      })
  void textComesBackAsItWas(String original) {
    assertThat(line(original)).contains("\"event\":").doesNotContain("base64").endsWith("}\n");
    assertThat(line(original).lines()).hasSize(1);
    assertComesBack(utf8(original));
  }

  @Test
  void bytesThatAreNoTextComeBackAsTheyWere() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }

    assertThat(line(event(all))).contains("\"event_base64\":\"AAEC").doesNotContain("\"event\"");
    assertComesBack(all);
    assertComesBack(new byte[] {(byte) 0xC3});
    assertComesBack(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}); // half a surrogate pair
    assertComesBack(new byte[] {(byte) 0xC0, (byte) 0x80}); // a zero in two bytes
  }

  @Test
  void aLargeOriginalComesBack() {
    assertComesBack(utf8("\"".repeat(10 << 20)));
    byte[] noText = new byte[10 << 20];
    noText[0] = -1;
    assertComesBack(noText);
  }

  @Test
  void zerosAreNoTextSoThatTheirLineIsNotSixTimesAsLong() {
    byte[] zeros = new byte[10 << 20];

    assertThat(QuarantineLine.write(event(zeros)).length).isLessThan(2 * zeros.length);
    assertComesBack(zeros);
  }

  @Test
  void aTornLineIsNone() {
    String text = line("{\"a\": \"\u00E9\"}").strip();
    String base64 = line(event(new byte[] {-1, -2, -3})).strip();

    for (String line : new String[] {text, base64}) {
      for (int end = 0; end < line.length(); end++) {
        assertThat(QuarantineLine.read(line.substring(0, end)))
            .as(line.substring(0, end))
            .isEmpty();
      }
      assertThat(QuarantineLine.read(line)).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "nonsense",
        "7",
        "null",
        "[]",
        "{}",
        "{\"id\":\"1\",\"refused_at\":\"soon\",\"event\":\"{}\"}",
        "{\"id\":\"1\",\"refused_at\":\"2026-11-21T09:30:00Z\",\"event_base64\":\"*\"}"
      })
  void whatIsNoLineIsNone(String line) {
    assertThat(QuarantineLine.read(line)).isEmpty();
  }

  @Test
  void aLineMayEndInItsNewline() {
    assertThat(QuarantineLine.read(line("{}"))).isPresent();
  }

  private static void assertComesBack(byte[] original) {
    assertThat(QuarantineLine.read(line(event(original))))
        .hasValueSatisfying(event -> {
          assertThat(Arrays.equals(event.original(), original))
              .isTrue(); // 10 MB compare slowly else
          assertThat(event)
              .usingRecursiveComparison()
              .ignoringFields("original")
              .isEqualTo(event(original));
        });
  }

  private static String line(String original) {
    return line(event(utf8(original)));
  }

  private static String line(RefusedEvent event) {
    return new String(QuarantineLine.write(event), StandardCharsets.UTF_8);
  }

  private static RefusedEvent event(byte[] original) {
    return new RefusedEvent(ID, TIME, "InvalidEvent", "'ad_id' is \"wrong\"", original);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

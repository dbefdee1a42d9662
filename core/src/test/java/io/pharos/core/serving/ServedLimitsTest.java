package io.pharos.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.ServedName;
import org.junit.jupiter.api.Test;

class ServedLimitsTest {
  private static final ServedName NAME = ServedName.parse("shop.paid");

  @Test
  void takeWhatIsJustWithinThem() {
    assertThat(ServedLimits.problem(NAME, new ServedRow("k".repeat(256), "s", "{}"))).isEmpty();
    assertThat(ServedLimits.problem(NAME, new ServedRow("k", "\u00FC".repeat(512), "{}")))
        .isEmpty();
    assertThat(ServedLimits.problem(NAME, new ServedRow("k", "s", "x".repeat(409_524)))).isEmpty();
    ServedName name = new ServedName("shop", "a".repeat(2_041));
    assertThat(ServedLimits.problem(name, new ServedRow("k", "s", "{}"))).isEmpty();
  }

  @Test
  void refuseWhatIsBeyondThem() {
    refused(NAME, new ServedRow("", "s", "{}"), "its key is empty");
    refused(
        NAME, new ServedRow("k".repeat(257), "s", "{}"), "its key is longer than 256 characters");
    refused(NAME, new ServedRow("a\0b", "s", "{}"), "its key has a character of code 0");
    refused(NAME, new ServedRow("k", "", "{}"), "its sort value is empty");
    refused(NAME, new ServedRow("k", "\u00FC".repeat(513), "{}"), "longer than 1024 bytes");
    refused(NAME, new ServedRow("k", "s", "x".repeat(409_525)), "it is larger than 409536 bytes");
    ServedName name = new ServedName("shop", "a".repeat(2_041));
    refused(name, new ServedRow("kk", "s", "{}"), "its key is longer than 2048 bytes with 'shop.a");
  }

  private static void refused(ServedName name, ServedRow row, String why) {
    assertThat(ServedLimits.problem(name, row))
        .hasValueSatisfying(it -> assertThat(it).contains(why));
  }
}

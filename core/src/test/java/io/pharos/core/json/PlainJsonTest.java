package io.pharos.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "60.00",
        "12.50",
        "-0.0000000001",
        "0.00",
        "100000000000000000000",
        "99999999999999999999999999999999999999",
        "-0.00000000000000000000000000000000000001"
      })
  void aDecimalHasItsDigitsAndNoExponent(String digits) {
    assertThat(PlainJson.text(NODES.numberNode(new BigDecimal(digits)))).isEqualTo(digits);
    assertThat(PlainJson.text(NODES.numberNode(new BigDecimal("6E+1")))).isEqualTo("60");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "1, 1.0",
    "-0.0, -0.0",
    "1e-4, 0.0001",
    "2.5e-16, 0.00000000000000025",
    "9.9e-17, 9.9E-17",
    "1e7, 10000000.0",
    "12345678.9, 12345678.9",
    "1234567890123456.8, 1234567890123456.8",
    "9999999999999998, 9999999999999998.0",
    "1e16, 1.0E16",
    "1.7976931348623157e308, 1.7976931348623157E308",
    "4.9e-324, 4.9E-324"
  })
  void aDoubleIsItsShortestTextAndHasAnExponentOnlyWhereItIsFarFromOne(double value, String text) {
    assertThat(PlainJson.text(NODES.numberNode(value))).isEqualTo(text);
  }

  @Test
  void everyDoubleIsReadAsItWasWritten() throws IOException {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        String text = PlainJson.text(NODES.numberNode(value));
        JsonNode read = PlainJson.read(text);
        assertThat(Double.doubleToRawLongBits(Double.parseDouble(text)))
            .as(text)
            .isEqualTo(Double.doubleToRawLongBits(value));
        assertThat(PlainJson.text(read)).isEqualTo(text);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[1,-2.50,null,true,false,{}],\"ü \\\"x\\\"\\n\":\"60.00\",\"b\":{\"c\":1.0E300}}",
        "[]",
        "9223372036854775807",
        "9223372036854775808",
        "123456789012345678901234567890.12345678",
        "[-0.0,0.0,0.00,1.0E-300]",
        "\"\""
      })
  void whatIsReadIsWrittenAsItWas(String json) throws IOException {
    assertThat(PlainJson.text(PlainJson.read(json))).isEqualTo(json);
  }

  @Test
  void aDecimalThatSomebodyWroteWithAnExponentKeepsItsDigits() throws IOException {
    assertThat(PlainJson.text(PlainJson.read("[6E+1,-1E-10,1.2345678901234567890123E-7]")))
        .isEqualTo("[60,-0.0000000001,0.00000012345678901234567890123]");
  }
}

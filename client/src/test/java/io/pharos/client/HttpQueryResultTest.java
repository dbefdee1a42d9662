package io.pharos.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.json.PlainJson;
import io.pharos.core.query.JsonValues;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpQueryResultTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "60.00",
        "-0.0000000001",
        "9007199254740993",
        "12345678901234567890123456789012345678",
        "1.0E300",
        "[0.1,null,{\"x\":12.50}]"
      })
  void aValueIsPrintedAsTheWarehouseWroteIt(String value) {
    byte[] line = ("{\"v\":" + value + "}\n").getBytes(StandardCharsets.UTF_8);
    try (HttpQueryResult result =
        new HttpQueryResult(
            "[{\"name\":\"v\",\"type\":\"any\"}]", new ByteArrayInputStream(line))) {
      assertThat(
              PlainJson.text(JsonValues.row(List.of("v"), Objects.requireNonNull(result.next()))))
          .isEqualTo("{\"v\":" + value + "}");
    }
  }
}

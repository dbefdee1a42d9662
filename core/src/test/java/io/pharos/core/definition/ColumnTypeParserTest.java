package io.pharos.core.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class ColumnTypeParserTest {
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/definitions/types.psv", delimiter = '|')
  void readsTypesAsHiveWritesThem(String text, String glueName) {
    assertThat(ColumnTypeParser.parse(text).glueName()).isEqualTo(glueName);
    assertThat(ColumnTypeParser.parse(glueName)).isEqualTo(ColumnTypeParser.parse(text));
  }

  @ParameterizedTest
  @EnumSource
  void readsEveryScalarByItsGlueName(ColumnType.Scalar scalar) {
    assertThat(ColumnTypeParser.parse(scalar.glueName())).isEqualTo(scalar);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/definitions/refused-types.psv", delimiter = '|')
  void refusesOtherTypesAndSaysWhatToWrite(String text, String message) {
    assertThatThrownBy(() -> ColumnTypeParser.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesNothing() {
    assertThatThrownBy(() -> ColumnTypeParser.parse(""))
        .hasMessage("'' is no type: a type is missing at the end");
  }

  @Test
  void refusesTypesNestedBeyondAllUse() {
    String text = "array<".repeat(100_000);

    assertThatThrownBy(() -> ColumnTypeParser.parse(text))
        .hasMessage("types are nested at most 16 deep");
  }
}

package io.pharos.core.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.Column;
import io.pharos.core.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTypeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bigint",
        "varchar",
        "unknown",
        "decimal(38,10)",
        "timestamp(6)",
        "timestamp(3) with time zone",
        "interval day to second",
        "array(array(integer))",
        "map(varchar, decimal(4,2))",
        "row(\"a\" integer, \"b c\" array(row(double)), \"d\"\"e\" timestamp(3))",
        "row(time(3) with time zone, bigint)"
      })
  void isReadAsItIsWritten(String text) {
    assertThat(SqlType.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "varchar(10); varchar",
        "char(3); varchar",
        "timestamp; timestamp(3)",
        "float; real",
        "decimal(5, 2); decimal(5,2)",
        "HUGEINT; bigint",
        "DECIMAL(18,3); decimal(18,3)",
        "INTEGER[]; array(integer)",
        "INTEGER[2]; array(integer)",
        "\"NULL\"[]; array(unknown)",
        "MAP(VARCHAR, BIGINT[]); map(varchar, array(bigint))",
        "STRUCT(a INTEGER, \"b c\" STRUCT(d VARCHAR)[]); row(\"a\" integer, \"b c\" array(row(\"d\""
            + " varchar)))",
        "STRUCT(INTEGER, TIMESTAMP); row(integer, timestamp(3))",
        "TIMESTAMP WITH TIME ZONE; timestamp with time zone",
        "row(timestamp bigint); row(\"timestamp\" bigint)"
      })
  void isReadAsEitherEngineSpellsIt(String text, String type) {
    assertThat(SqlType.parse(text)).hasToString(type);
  }

  @Test
  void ofEachColumnIsReadAsItIsWritten() {
    for (Column column : Tables.EVERYTHING.columns()) {
      SqlType type = SqlType.of(column.type());

      assertThat(SqlType.parse(type.toString())).as(column.name()).isEqualTo(type);
      assertThat(Widening.fits(type, column.type())).as(column.name()).isTrue();
    }
  }
}

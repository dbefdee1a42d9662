package io.pharos.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.StackNames;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTablesTest {
  private static final TableName CLICKS = TableName.parse("advertising.clicks");
  private static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/";
  private static final String DELIVERY = "arn:aws:firehose:eu-west-1:123456789012:deliverystream/";
  private static final Definitions SHIPPED =
      DefinitionReader.read(Path.of("../tables"), Path.of("../curations"));

  private final StackNames names = StackNames.of("pharos");
  private final StreamTables tables = new StreamTables(SHIPPED, names);

  @ParameterizedTest
  @ValueSource(strings = {STREAM, DELIVERY, ""})
  void knowsTheTableOfAStreamAndOfItsDelivery(String before) {
    assertThat(tables.table(before + "pharos-advertising.clicks")).isEqualTo(CLICKS);
  }

  @Test
  void knowsEveryStreamingTable() {
    assertThat(SHIPPED.streamingTables())
        .isNotEmpty()
        .allSatisfy(table ->
            assertThat(tables.table(STREAM + names.stream(table.name()))).isEqualTo(table.name()));
  }

  @Test
  void knowsATableWhoseStreamHasAShortenedName() {
    StackNames longNames = StackNames.of("a-stack-whose-name-leaves-little-for-the-table-itself");
    String stream = longNames.stream(CLICKS);

    assertThat(stream).doesNotContain(CLICKS.toString());
    assertThat(new StreamTables(SHIPPED, longNames).table(STREAM + stream)).isEqualTo(CLICKS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        STREAM + "pharos-advertising.gone",
        STREAM + "other-advertising.clicks",
        STREAM + "pharos-advertising.ad_traffic",
        DELIVERY + "pharos-advertising.clicks-quarantine",
        STREAM,
        ""
      })
  void aStreamOfNoTableIsRefused(String arn) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tables.table(arn))
        .withMessage(
            "no table of this function's pharos.json has the stream " + arn + "; deploy it again");
  }
}

package io.pharos.core.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseDefinitionTest {
  @ParameterizedTest
  @CsvSource({"clicks,Clicks", "ad_clicks,AdClicks", "a__b2_,AB2", "x,X"})
  void namesAMetricAfterItsTable(String table, String metric) {
    assertThat(DatabaseDefinition.metric(new TableName("shop", table))).isEqualTo(metric);
  }

  @ParameterizedTest
  @CsvSource({"shop,Warehouse/Shop", "web_shop,Warehouse/WebShop"})
  void namesANamespaceAfterADatabaseThatDeclaresNone(String database, String namespace) {
    assertThat(DatabaseDefinition.byDefault(database).namespace()).isEqualTo(namespace);
  }
}

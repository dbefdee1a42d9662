package io.pharos.core.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pharos.core.definition.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackNamesTest {
  private static final TableName CLICKS = TableName.parse("advertising.clicks");
  private static final String LONG = "a".repeat(40);

  private final StackNames names = StackNames.of("pharos");

  @Test
  void everyNameBeginsWithTheStack() {
    assertThat(names.stack()).isEqualTo("pharos");
    assertThat(names.stream(CLICKS)).isEqualTo("pharos-advertising.clicks");
    assertThat(names.quarantine(CLICKS)).isEqualTo("pharos-advertising.clicks-quarantine");
    assertThat(names.database("advertising")).isEqualTo("pharos_advertising");
    assertThat(names.servingTable()).isEqualTo("pharos-serving");
    assertThat(names.historyTable()).isEqualTo("pharos-runs");
    assertThat(names.workgroup()).isEqualTo("pharos");
  }

  @ParameterizedTest
  @CsvSource({
    "pharos, pharos_shop",
    "Pharos, pharos_shop",
    "pharos-Test-2, pharos_test_2_shop",
    "P, p_shop",
    "p--, p___shop"
  })
  void aDatabaseIsInLowerCaseAndWithoutHyphens(String stack, String database) {
    assertThat(StackNames.of(stack).database("shop")).isEqualTo(database);
  }

  @Test
  void otherNamesKeepTheCaseOfTheStack() {
    StackNames upper = StackNames.of("Pharos-Test");

    assertThat(upper.stream(CLICKS)).isEqualTo("Pharos-Test-advertising.clicks");
    assertThat(upper.servingTable()).isEqualTo("Pharos-Test-serving");
  }

  @Test
  void thePrefixOfDatabasesMayBeAnother() {
    assertThat(new StackNames("pharos", "lake_2_").database("shop")).isEqualTo("lake_2_shop");
    assertThat(new StackNames("pharos", "").database("shop")).isEqualTo("shop");
    assertThat(new StackNames("pharos", "").stream(CLICKS)).isEqualTo("pharos-advertising.clicks");
  }

  @Test
  void aNameOfSixtyFourCharactersIsKept() {
    String table = "b".repeat(64 - "pharos-shop.".length());

    assertThat(names.stream(new TableName("shop", table)))
        .hasSize(64)
        .isEqualTo("pharos-shop." + table);
  }

  @Test
  void aLongerNameIsShortenedAndEndsInAHash() {
    String table = "b".repeat(65 - "pharos-shop.".length());

    assertThat(names.stream(new TableName("shop", table)))
        .hasSize(64)
        .matches("pharos-shop\\.b{43}-[0-9a-f]{8}")
        .isEqualTo(StackNames.of("pharos").stream(new TableName("shop", table)));
    assertThat(names.quarantine(new TableName("shop", table)))
        .hasSize(64)
        .matches("pharos-shop\\.b{43}-[0-9a-f]{8}");
  }

  @Test
  void namesThatAreShortenedStayApart() {
    TableName first = new TableName(LONG, LONG + "1");
    TableName second = new TableName(LONG, LONG + "2");

    assertThat(
            new String[] {
              names.stream(first),
              names.stream(second),
              names.quarantine(first),
              names.quarantine(second),
              StackNames.of("pharos-2").stream(first)
            })
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name).hasSize(64));
  }

  @Test
  void theLongestStackIsShortenedToo() {
    StackNames longest = StackNames.of("S" + "x".repeat(127));

    assertThat(longest.stream(CLICKS)).hasSize(64);
    assertThat(longest.stream(CLICKS))
        .isNotEqualTo(longest.stream(TableName.parse("advertising.impressions")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1pharos", "-pharos", "pha_ros", "pha ros", "ph\u00E4ros", "pharos\n"})
  void whatIsNoStackIsRefused(String stack) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StackNames.of(stack))
        .withMessageContaining("'" + stack + "' is not the name of a stack");
  }

  @Test
  void aStackHasUpTo128Characters() {
    assertThatIllegalArgumentException().isThrownBy(() -> StackNames.of("x".repeat(129)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Lake_", "lake-", "lake.", " ", "l\u00E4ke_", "lake_\n"})
  void whatCannotBeginADatabaseIsRefused(String prefix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StackNames("pharos", prefix))
        .withMessageContaining("'" + prefix + "' cannot begin a database's name");
  }
}

package io.pharos.core.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pharos.core.shape.InvalidFiles;
import io.pharos.core.shape.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenDefinitionsTest {
  @TempDir Path folder;

  @Test
  void oneReadingFindsEveryProblemOfEveryFile() throws IOException {
    List<String> expected = Files.readAllLines(Fixtures.folder("broken/problems.txt"));

    List<Problem> problems = problems(() -> Fixtures.read("broken"));

    assertThat(problems).map(Problem::toString).containsExactlyElementsOf(expected);
  }

  @Test
  void aNameThatIsTakenTwiceIsAProblem() throws IOException {
    List<String> expected = Files.readAllLines(Fixtures.folder("taken/problems.txt"));

    List<Problem> problems = problems(() -> Fixtures.read("taken"));

    assertThat(problems).map(Problem::toString).containsExactlyElementsOf(expected);
  }

  @Test
  void aProblemKnowsItsFileLineAndKey() {
    List<Problem> problems = problems(() -> Fixtures.read("broken"));

    assertThat(problems)
        .contains(
            new Problem(
                "tables/shop/columns.yaml",
                3,
                "columns[0].type",
                "there is no type 'varchar': write string"));
  }

  @Test
  void curationsThatWaitForEachOtherAreRefused() {
    List<Problem> problems = problems(() -> Fixtures.read("circle"));

    assertThat(problems)
        .map(Problem::toString)
        .containsExactly(
            "curations/shop/fill_a.yaml:1: inputs: shop.fill_a reads what it writes itself, over"
                + " shop.fill_b, so it could never run; break the circle",
            "curations/shop/fill_b.yaml:1: inputs: shop.fill_b reads what it writes itself, over"
                + " shop.fill_a, so it could never run; break the circle");
  }

  @Test
  void aMissingTableFolderIsAProblem() {
    List<Problem> problems =
        problems(() -> DefinitionReader.read(folder.resolve("gone"), folder.resolve("curations")));

    assertThat(problems)
        .containsExactly(
            new Problem(
                "gone",
                1,
                "",
                "there is no such folder; make it, with a folder for each database in it"));
  }

  @Test
  void aFileThatIsNotUtf8IsAProblem() throws IOException {
    Files.createDirectories(folder.resolve("tables/shop"));
    Files.write(
        folder.resolve("tables/shop/orders.yaml"),
        "description: Aufträge".getBytes(StandardCharsets.ISO_8859_1));

    List<Problem> problems =
        problems(
            () -> DefinitionReader.read(folder.resolve("tables"), folder.resolve("curations")));

    assertThat(problems)
        .containsExactly(
            new Problem(
                "tables/shop/orders.yaml", 1, "", "the file is not UTF-8; save it as UTF-8"));
  }

  @Test
  void aTableWithProblemsCausesNoneInWhatNamesIt() {
    String curation =
        "{inputs: [shop.orders], window: {unit: day}, output: {table: shop.daily,"
            + " serve: {as: sales, key: shop, sort: day}}}";

    List<Problem> problems =
        problems(() ->
            DefinitionReader.read(
                Map.of("shop/orders.yaml", "kind: streaming", "shop/daily.yaml", "kind: batch"),
                Map.of("shop/daily.yaml", curation, "shop/daily.sql", "select 1")));

    assertThat(problems).map(Problem::file).allMatch(file -> file.startsWith("tables/"));
  }

  @Test
  void aCurationThatNothingWouldStartIsAProblem() {
    String curation = "{inputs: [shop.orders], window: {unit: none}, output: {table: shop.total}}";

    assertThat(problems(() -> read(curation)))
        .containsExactly(
            new Problem(
                "curations/shop/total.yaml",
                1,
                "schedule",
                "nothing would start shop.total: a window of unit none never closes, and no"
                    + " curation writes what it reads; write when it runs, such as rate(1 hour)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"schedule: rate(1 hour)", "enabled: false"})
  void aWindowOfAllTimeHasAScheduleOrIsRunByHand(String start) {
    Definitions read =
        read(start + "\ninputs: [shop.orders]\nwindow: {unit: none}\noutput: {table: shop.total}");

    assertThat(read.curations()).hasSize(1);
  }

  private static Definitions read(String curation) {
    return DefinitionReader.read(
        Map.of(
            "shop/orders.yaml",
            "{kind: streaming, event_time: at, columns: [{name: at, type: timestamp, required:"
                + " true}]}",
            "shop/total.yaml",
            "{kind: batch, columns: [{name: n, type: bigint}], partition: {key: part}}"),
        Map.of("shop/total.yaml", curation, "shop/total.sql", "select 1"));
  }

  private static List<Problem> problems(Runnable read) {
    InvalidFiles invalid = catchThrowableOfType(InvalidFiles.class, read::run);
    assertThat(invalid).as("problems are found").isNotNull();
    return invalid.problems();
  }
}

package io.pharos.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.sql.AthenaSql;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code functions.tsv} of {@code sql} beside the functions that Trino lists. */
class SignaturesTest {
  private static final List<String[]> OURS =
      Lines.of(AthenaSql.class, "functions.tsv").stream()
          .map(line -> line.split("\t", -1))
          .toList();

  @Test
  void everyFormIsOneOfTrinosOrSaysWhyItIsNot() {
    Set<Form> trinos =
        Lines.of(SignaturesTest.class, "trino-483-functions.tsv").stream()
            .map(line -> Form.of(line.split("\t", -1)))
            .collect(Collectors.toSet());

    assertThat(
            OURS.stream()
                .filter(cells -> !trinos.contains(Form.of(cells)))
                .map(cells -> cells[1] + "\t" + cells[2]))
        .containsExactlyInAnyOrderElementsOf(
            Lines.of(SignaturesTest.class, "own-forms.tsv").stream()
                .map(line -> line.substring(0, line.lastIndexOf('\t')))
                .toList());
  }

  @Test
  void aFormIsThereOnce() {
    assertThat(OURS.stream().map(Form::of)).doesNotHaveDuplicates();
  }
}

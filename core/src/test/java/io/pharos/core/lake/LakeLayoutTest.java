package io.pharos.core.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pharos.core.definition.TableName;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LakeLayoutTest {
  private static final TableName CLICKS = TableName.parse("advertising.clicks");

  @Test
  void aTableHasAFolderInEachZone() {
    assertThat(LakeLayout.lake(CLICKS)).isEqualTo("lake/advertising/clicks/");
    assertThat(LakeLayout.raw(CLICKS)).isEqualTo("raw/advertising/clicks/");
    assertThat(LakeLayout.quarantine(CLICKS)).isEqualTo("quarantine/advertising/clicks/");
  }

  @Test
  void aRunHasAFolderOfItsOwnInItsPartition() {
    String folder = LakeLayout.run(CLICKS, "day", "2026-11-21", "r1");

    assertThat(folder).isEqualTo("lake/advertising/clicks/day=2026-11-21/run=r1/");
    assertThat(LakeLayout.database(folder)).isEqualTo("advertising");
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw/advertising/clicks/", "lake/advertising", "lake", "", "lakes/a/b/"})
  void aFolderOutsideTheLakeHasNoDatabase(String folder) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LakeLayout.database(folder))
        .withMessage("'" + folder + "' is not a folder of the lake");
  }

  @Test
  void anHourIsThatOfUtc() {
    String hour = LakeLayout.hour(Instant.parse("2026-11-21T09:59:59.999Z"));

    assertThat(hour).isEqualTo("2026/11/21/09");
    assertThat(LakeLayout.isHour(hour)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026/11/21/24", "2026/02/29/00", "2026/11/21", "2026/11/21/09/", "day=1"})
  void whatIsNoHourIsNone(String text) {
    assertThat(LakeLayout.isHour(text)).isFalse();
  }
}

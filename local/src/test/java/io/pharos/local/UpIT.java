package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpIT {
  private static final String IMPRESSION =
      """
      {"impressions": [{"ad_id": "0199aa00-0000-7000-8000-000000000001",
                        "occurred_at": "2026-01-15 05:00:00"}]}
      """;

  @TempDir Path folder;

  @Test
  void anEventGoesInOverHttpAndComesOutOfSql() {
    try (LocalProcess warehouse = LocalProcess.up(folder.resolve("data"))) {
      assertThat(warehouse.post("/advertising/impressions", IMPRESSION).statusCode())
          .isEqualTo(200);

      assertThat(warehouse.sql("select occurred_at from advertising.impressions"))
          .map(row -> row.get("occurred_at").asText())
          .containsExactly("2026-01-15 05:00:00.000");
    }
  }

  @Test
  void endsWithZeroOnASignalAndKeepsWhatWasAcknowledged() {
    Path data = folder.resolve("data");
    try (LocalProcess warehouse = LocalProcess.up(data)) {
      warehouse.post("/advertising/impressions", IMPRESSION);
      assertThat(warehouse.stop()).isZero();
    }

    LocalProcess.Ended query =
        LocalProcess.run(
            "sql",
            "--data",
            data.toString(),
            "--format",
            "csv",
            "select count(*) as n from advertising.impressions");

    assertThat(query.out()).isEqualToNormalizingNewlines("n\n1\n");
    assertThat(query.code()).isZero();
  }
}

package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse whose folder has a name that an engine would make something of. */
class PathsIT {
  private static final String DAY = "2026-01-15";

  @TempDir private Path folder;

  @Test
  void nothingIsReadOutOfThePathOfTheData() throws IOException {
    Path data =
        Files.createDirectories(
                folder.resolve("env=prod/day=2000-01-01/lake/shop/sales/[1] *?{a,b}'\"%20ü"))
            .resolve("data");
    Home home =
        Home.empty(folder)
            .file("tables/shop/sales.yaml", "paths/sales.yaml")
            .file("tables/shop/totals.yaml", "paths/totals.yaml")
            .file("curations/shop/totals.yaml", "paths/curation.yaml")
            .file("curations/shop/totals.sql", "paths/curation.sql");
    try (LocalProcess warehouse = LocalProcess.up(home.path(), data)) {
      assertThat(
              warehouse
                  .post(
                      "/shop/sales",
                      "{\"sales\":[{\"env\":\"test\",\"day\":\"monday\",\"at\":\"2026-01-15"
                          + " 12:00:00\"}]}")
                  .body())
          .contains("\"failed_count\":0");
      assertThat(warehouse.sql("select env, day, filename from shop.sales"))
          .map(Object::toString)
          .containsExactly("{\"env\":\"test\",\"day\":\"monday\",\"filename\":null}");

      String run =
          warehouse
              .post(
                  "/api/curations/shop.totals/runs",
                  "{\"from\":\"%1$s\",\"to\":\"%1$s\"}".formatted(DAY))
              .body();

      assertThat(run).contains("\"state\":\"succeeded\"");
      assertThat(
              warehouse.query("select env, sales, day from shop.totals where day = '" + DAY + "'"))
          .map(Object::toString)
          .containsExactly("{\"env\":\"test\",\"sales\":1,\"day\":\"2026-01-15\"}");
      assertThat(warehouse.get("/shop/by_env/test?start=" + DAY + "&end=" + DAY).body())
          .contains("{\"day\":\"2026-01-15\",\"sales\":1}");
    }
  }

  @Test
  void aPathThatTheEngineCannotNameIsRefusedWithTheReason() throws IOException {
    Path data = Files.createDirectories(folder.resolve("a\\b [1]")).resolve("data");

    LocalProcess.Ended up =
        LocalProcess.run("up", "--data", data.toString(), "--port", "" + LocalProcess.freePort());

    assertThat(up.code()).isEqualTo(1);
    assertThat(up.err()).contains("backslash").contains("--data");
  }
}

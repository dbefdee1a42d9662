package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may send events, where that is configured. */
class WriteKeyIT {
  private static final String BODY =
      "{\"impressions\":[{\"ad_id\":\"0199aa00-0000-7000-8000-000000000001\","
          + "\"occurred_at\":\"2026-01-15 09:41:00\"}]}";
  private static final String PIXEL =
      "/advertising/impressions.gif?ad_id=0199aa00-0000-7000-8000-000000000001";
  private static final String ALLOWED = "Access-Control-Allow-Origin";

  @TempDir private static Path folder;
  private static LocalProcess warehouse;

  @BeforeAll
  static void start() {
    Home home =
        Home.shipped(folder)
            .write(
                "config/local.json",
                "{\"write_keys\": [\"one\", \"two\"],"
                    + " \"cors_origins\": [\"https://shop.example\"]}");
    warehouse = LocalProcess.up(home.path(), folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    warehouse.close();
  }

  @Test
  void eventsNeedAKey() {
    assertThat(warehouse.post("/advertising/impressions", BODY).statusCode()).isEqualTo(401);
    assertThat(warehouse.post("/advertising/impressions?key=three", BODY).statusCode())
        .isEqualTo(401);
    assertThat(warehouse.post("/advertising/impressions?key=two", BODY).statusCode())
        .isEqualTo(200);
    assertThat(post("one").statusCode()).isEqualTo(200);
    assertThat(post("").statusCode()).isEqualTo(401);
  }

  @Test
  void pixelsNeedAKey() {
    assertThat(warehouse.get(PIXEL).statusCode()).isEqualTo(401);
    assertThat(warehouse.get(PIXEL + "&key=three").statusCode()).isEqualTo(401);
    assertThat(warehouse.get(PIXEL + "&key=one").statusCode()).isEqualTo(200);
  }

  @Test
  void aPageOfAConfiguredOriginMaySendAndNoOther() {
    HttpResponse<String> allowed = preflight(warehouse, "https://shop.example");
    assertThat(allowed.statusCode()).isEqualTo(200);
    assertThat(allowed.headers().firstValue(ALLOWED)).contains("https://shop.example");

    assertThat(preflight(warehouse, "https://evil.example").headers().firstValue(ALLOWED))
        .isEmpty();
  }

  @Test
  void noOriginIsAllowedByDefault() {
    try (LocalProcess plain = LocalProcess.up(folder.resolve("plain"))) {
      assertThat(preflight(plain, "https://shop.example").headers().firstValue(ALLOWED)).isEmpty();
    }
  }

  private static HttpResponse<String> preflight(LocalProcess where, String origin) {
    return where.send(
        HttpRequest.newBuilder(where.url().resolve("/advertising/impressions"))
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "content-type")
            .method("OPTIONS", BodyPublishers.noBody()));
  }

  private static HttpResponse<String> post(String key) {
    return warehouse.send(
        HttpRequest.newBuilder(warehouse.url().resolve("/advertising/impressions"))
            .header("Content-Type", "application/json")
            .header("X-Pharos-Key", key)
            .POST(BodyPublishers.ofString(BODY)));
  }
}

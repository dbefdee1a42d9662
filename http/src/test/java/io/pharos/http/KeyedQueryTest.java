package io.pharos.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.capture.WriteKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyedQueryTest {
  private static final WriteKeys NEEDED = new WriteKeys(List.of("one"));
  private static final WriteKeys NOT_NEEDED = new WriteKeys(List.of());

  @Test
  void theFirstKeyIsTheWriteKeyWhereOneIsNeeded() {
    KeyedQuery query = KeyedQuery.of(NEEDED, null, "key=one&page=%FF&key=2");

    assertThat(query.key()).isEqualTo("one");
    assertThat(query.event().raw()).isEqualTo("page=%FF&key=2");
  }

  @Test
  void anyKeyIsOfTheEventWhereTheHeaderGivesTheWriteKey() {
    KeyedQuery query = KeyedQuery.of(NEEDED, "one", "key=2");

    assertThat(query.key()).isEqualTo("one");
    assertThat(query.event().raw()).isEqualTo("key=2");
  }

  @Test
  void anyKeyIsOfTheEventWhereNoneIsNeeded() {
    KeyedQuery query = KeyedQuery.of(NOT_NEEDED, null, "page=x&key=2");

    assertThat(query.key()).isNull();
    assertThat(query.event().raw()).isEqualTo("page=x&key=2");
  }

  @Test
  void thereMayBeNeitherKeyNorQuery() {
    assertThat(KeyedQuery.of(NEEDED, null, "page=x").key()).isNull();
    assertThat(KeyedQuery.of(NEEDED, null, null).event().parameters()).isEmpty();
  }
}

package io.pharos.http;

import io.pharos.core.capture.QueryString;
import io.pharos.core.capture.WriteKeys;
import org.jspecify.annotations.Nullable;

/**
 * The query of a pixel without its write key. If a key is needed and no header gives it, the first
 * parameter {@code key} is the write key. All other parameters belong to the event.
 *
 * @param key null if none was given
 */
record KeyedQuery(@Nullable String key, QueryString event) {
  static KeyedQuery of(WriteKeys keys, @Nullable String headerKey, @Nullable String rawQuery) {
    QueryString query = QueryString.of(rawQuery == null ? "" : rawQuery);
    if (headerKey != null || !keys.needed()) {
      return new KeyedQuery(headerKey, query);
    }
    return new KeyedQuery(
        query.first(WriteKeys.PARAMETER).map(QueryString.Parameter::value).orElse(null),
        query.withoutFirst(WriteKeys.PARAMETER));
  }
}

package io.pharos.core.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.pharos.core.definition.Column;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.value.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A refused event as its sender would have sent it: with an id, and without {@code received_at}. If
 * it lacks an event time that is not required, the time is that of its refusal.
 */
final class ResentEvent {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final TableDefinition table;
  private final RefusedEvent event;
  private final Set<String> given = new HashSet<>();

  private ResentEvent(TableDefinition table, RefusedEvent event) {
    this.table = table;
    this.event = event;
  }

  /**
   * The event's JSON; the original bytes if they are not an event, so that capture refuses them.
   */
  static byte[] json(TableDefinition table, RefusedEvent event) {
    ByteArrayOutputStream json = new ByteArrayOutputStream(event.original().length + 128);
    try (JsonParser from = JSON.createParser(event.original());
        JsonGenerator to = JSON.createGenerator(json)) {
      if (from.nextToken() == JsonToken.START_OBJECT) {
        new ResentEvent(table, event).copy(from, to);
        if (from.nextToken() == null) {
          to.flush();
          return json.toByteArray();
        }
      }
    } catch (IOException notJson) {
      return event.original();
    }
    return event.original();
  }

  private void copy(JsonParser from, JsonGenerator to) throws IOException {
    to.writeStartObject();
    while (from.nextToken() != JsonToken.END_OBJECT) {
      member(from, to);
    }
    Optional<String> id = table.id().filter(name -> !given.contains(name));
    if (id.isPresent()) {
      to.writeStringField(id.get(), event.id());
    }
    Optional<Column> time =
        table
            .eventTime()
            .flatMap(table::column)
            .filter(column -> !column.required() && !given.contains(column.name()));
    if (time.isPresent()) {
      to.writeStringField(time.get().name(), Timestamps.format(event.refusedAt().toEpochMilli()));
    }
    to.writeEndObject();
  }

  /** A null is the same as a missing member. */
  private void member(JsonParser from, JsonGenerator to) throws IOException {
    String name = from.currentName();
    JsonToken value = from.nextToken();
    if (value == JsonToken.VALUE_NULL || name.equals(TableDefinition.RECEIVED_AT)) {
      from.skipChildren();
      return;
    }
    given.add(name);
    to.writeFieldName(name);
    ExactCopy.value(from, to);
  }
}

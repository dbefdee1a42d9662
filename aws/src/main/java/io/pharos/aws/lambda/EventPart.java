package io.pharos.aws.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * An object in an event, which knows its path. A missing value, or one of another kind, is a {@link
 * MalformedEvent} with the path, such as {@code Records[0].kinesis.data: missing from the input}.
 * The message is the same on the JVM and in a native image.
 */
public final class EventPart {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final BigDecimal LATEST = new BigDecimal("253402300799.999"); // 9999-12-31

  private final JsonNode object;
  private final String place;

  private EventPart(JsonNode object, String place) {
    this.object = object;
    this.place = place;
  }

  /** Reads a whole event. */
  public static EventPart read(InputStream event) {
    try {
      return of(MAPPER.readTree(event));
    } catch (JsonProcessingException e) {
      throw new MalformedEvent("the event: is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A whole event. */
  public static EventPart of(JsonNode event) {
    if (!event.isObject()) {
      throw wrong("the event", event, "an object");
    }
    return new EventPart(event, "");
  }

  /** The text of a required key. */
  public String text(String key) {
    return optionalText(key).orElseThrow(() -> missing(key));
  }

  /** The text of a key; absent if it is missing, null or empty. */
  public Optional<String> optionalText(String key) {
    return value(key, JsonNodeType.STRING, "a text")
        .map(JsonNode::asText)
        .filter(text -> !text.isEmpty());
  }

  /** Whether a key has a text. */
  public boolean isText(String key) {
    return object.path(key).isTextual();
  }

  /** A text, or a number as a text; empty if it is missing. */
  public String scalar(String key) {
    JsonNode value = object.path(key);
    if (value.isContainerNode()) {
      throw wrong(placeOf(key), value, "a text or a number");
    }
    return value.isNull() ? "" : value.asText();
  }

  /** The decoded bytes of a base64 text; they may be empty. */
  public byte[] bytes(String key) {
    String text =
        value(key, JsonNodeType.STRING, "a text").orElseThrow(() -> missing(key)).asText();
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedEvent(placeOf(key) + ": is no base64");
    }
  }

  /** The time of a number of seconds since 1970, to the millisecond. */
  public Instant seconds(String key) {
    return time(key, number(key));
  }

  /** The time of a number of milliseconds since 1970. */
  public Instant millis(String key) {
    return time(key, number(key).movePointLeft(3));
  }

  private BigDecimal number(String key) {
    JsonNode number = value(key, JsonNodeType.NUMBER, "a number").orElseThrow(() -> missing(key));
    if (Double.isInfinite(number.doubleValue())) {
      throw noTime(key);
    }
    return number.decimalValue();
  }

  private Instant time(String key, BigDecimal seconds) {
    if (seconds.signum() < 0 || seconds.compareTo(LATEST) > 0) {
      throw noTime(key);
    }
    return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
  }

  private MalformedEvent noTime(String key) {
    return new MalformedEvent(placeOf(key) + ": is no time since 1970");
  }

  /** The object of a required key. */
  public EventPart part(String key) {
    return optionalPart(key).orElseThrow(() -> missing(key));
  }

  /** The object of a key; absent if it is missing, null or an empty text. */
  public Optional<EventPart> optionalPart(String key) {
    return value(key, JsonNodeType.OBJECT, "an object")
        .map(part -> new EventPart(part, placeOf(key)));
  }

  /** The objects of a required list. */
  public List<EventPart> parts(String key) {
    JsonNode list = value(key, JsonNodeType.ARRAY, "a list").orElseThrow(() -> missing(key));
    List<EventPart> parts = new ArrayList<>();
    for (JsonNode element : list) {
      String at = "%s[%d]".formatted(placeOf(key), parts.size());
      if (!element.isObject()) {
        throw wrong(at, element, "an object");
      }
      parts.add(new EventPart(element, at));
    }
    return parts;
  }

  /** The texts of a list; absent if it is missing, null or an empty text. */
  public Optional<List<String>> optionalTexts(String key) {
    return value(key, JsonNodeType.ARRAY, "a list").map(list -> texts(key, list));
  }

  private List<String> texts(String key, JsonNode list) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : list) {
      if (!element.isTextual()) {
        throw wrong("%s[%d]".formatted(placeOf(key), texts.size()), element, "a text");
      }
      texts.add(element.asText());
    }
    return texts;
  }

  private Optional<JsonNode> value(String key, JsonNodeType type, String kind) {
    JsonNode value = object.path(key);
    if (value.isMissingNode() || value.isNull() || emptyInsteadOf(type, value)) {
      return Optional.empty();
    }
    if (value.getNodeType() != type) {
      throw wrong(placeOf(key), value, kind);
    }
    return Optional.of(value);
  }

  /** Whether a value is missing; a state machine writes a missing one as an empty text. */
  private static boolean emptyInsteadOf(JsonNodeType type, JsonNode value) {
    return type != JsonNodeType.STRING && value.isTextual() && value.asText().isEmpty();
  }

  private String placeOf(String key) {
    return place.isEmpty() ? key : place + "." + key;
  }

  private MalformedEvent missing(String key) {
    return new MalformedEvent(placeOf(key) + ": missing from the input");
  }

  /** An error with the kind of a value, without its content. */
  private static MalformedEvent wrong(String place, JsonNode value, String kind) {
    String is =
        switch (value.getNodeType()) {
          case ARRAY -> "a list";
          case BOOLEAN -> "true or false";
          case NULL -> "null";
          case NUMBER -> "a number";
          case OBJECT -> "an object";
          case STRING -> "a text";
          default -> "empty";
        };
    return new MalformedEvent("%s: is %s where %s is needed".formatted(place, is, kind));
  }
}

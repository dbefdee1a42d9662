package io.pharos.core.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The query of an address, read as browsers write it: only {@code &} separates parameters, {@code
 * +} is a blank, and a percent sign that encodes nothing stands for itself.
 *
 * @see <a href="https://url.spec.whatwg.org/#urlencoded-parsing">URL: parsing of urlencoded</a>
 */
public record QueryString(List<Parameter> parameters) {
  public QueryString {
    parameters = List.copyOf(parameters);
  }

  /**
   * A parameter.
   *
   * @param raw as it was sent
   * @param name decoded
   * @param value decoded
   * @param text whether its bytes are UTF-8; if not, name and value are incomplete
   */
  public record Parameter(String raw, String name, String value, boolean text) {}

  /** Reads the text after the question mark. */
  public static QueryString of(String raw) {
    return new QueryString(
        Stream.of(raw.split("&"))
            .filter(part -> !part.isEmpty())
            .map(QueryString::parameter)
            .toList());
  }

  /** As it was sent. */
  public String raw() {
    return parameters.stream().map(Parameter::raw).collect(Collectors.joining("&"));
  }

  /** Whether there is a parameter of a name. */
  public boolean has(String name) {
    return first(name).isPresent();
  }

  /** The first parameter of a name. */
  public Optional<Parameter> first(String name) {
    return parameters.stream().filter(parameter -> parameter.name.equals(name)).findFirst();
  }

  /** All but the first parameter of a name. */
  public QueryString withoutFirst(String name) {
    List<Parameter> left = new ArrayList<>(parameters);
    first(name).ifPresent(left::remove);
    return new QueryString(left);
  }

  /** All but the parameters of a name. */
  public QueryString without(String name) {
    return new QueryString(
        parameters.stream().filter(parameter -> !parameter.name.equals(name)).toList());
  }

  private static Parameter parameter(String part) {
    int equals = part.indexOf('=');
    byte[] name = decoded(equals < 0 ? part : part.substring(0, equals));
    byte[] value = decoded(equals < 0 ? "" : part.substring(equals + 1));
    return new Parameter(
        part,
        new String(name, StandardCharsets.UTF_8),
        new String(value, StandardCharsets.UTF_8),
        isUtf8(name) && isUtf8(value));
  }

  private static byte[] decoded(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%' && RequestTarget.isEncoding(bytes, i)) {
        decoded.write(
            HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2]));
        i += 2;
      } else {
        decoded.write(bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    return decoded.toByteArray();
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }
}

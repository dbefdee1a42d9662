package io.pharos.core.serving;

import io.pharos.core.definition.ServedName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The limits of a served row, in both places: DynamoDB's limits
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html).
 */
public final class ServedLimits {
  /** Characters of a key. */
  public static final int MAX_KEY = 256;

  /** Bytes of a partition key: the name, a separator and the key. */
  static final int MAX_PARTITION_BYTES = 2_048;

  static final int MAX_SORT_BYTES = 1_024;

  /** Bytes of an item, without the names of its attributes. */
  static final int MAX_ROW_BYTES = 400 * 1_024 - 64;

  private ServedLimits() {}

  /** Why a row cannot be served; empty if it can. */
  public static Optional<String> problem(ServedName name, ServedRow row) {
    if (row.key().isEmpty()) {
      return Optional.of("its key is empty");
    }
    if (row.key().length() > MAX_KEY) {
      return Optional.of("its key is longer than " + MAX_KEY + " characters");
    }
    if (row.key().indexOf('\0') >= 0) {
      return Optional.of("its key has a character of code 0");
    }
    int partition = bytes(name.toString()) + 1 + bytes(row.key());
    if (partition > MAX_PARTITION_BYTES) {
      return Optional.of(
          "its key is longer than %d bytes with '%s' before it"
              .formatted(MAX_PARTITION_BYTES, name));
    }
    int sort = bytes(row.sort());
    if (sort == 0 || sort > MAX_SORT_BYTES) {
      return Optional.of("its sort value is empty or longer than " + MAX_SORT_BYTES + " bytes");
    }
    if (partition + sort + bytes(row.json()) > MAX_ROW_BYTES) {
      return Optional.of("it is larger than " + MAX_ROW_BYTES + " bytes");
    }
    return Optional.empty();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

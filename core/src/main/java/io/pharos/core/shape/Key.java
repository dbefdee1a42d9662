package io.pharos.core.shape;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A key of a file.
 *
 * @param byDefault the default, as it would be written
 * @param kinds of tables that may have it; empty for all
 * @param requiredFor kinds of tables that must have it
 * @param refusal why the key, although known, is refused
 */
public record Key(
    String name,
    Shape shape,
    String description,
    boolean required,
    Optional<String> byDefault,
    List<String> kinds,
    List<String> requiredFor,
    Optional<String> refusal) {

  /** A key that may be given. */
  public static Key of(String name, Shape shape, String description) {
    return new Key(
        name, shape, description, false, Optional.empty(), List.of(), List.of(), Optional.empty());
  }

  /** A known but refused key; {@code refusal} says what to do instead. */
  public static Key refused(String name, String refusal) {
    return new Key(
        name,
        new Shape.Values(Set.of()),
        "",
        false,
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.of(refusal));
  }

  /** Makes the key required. */
  public Key must() {
    return new Key(name, shape, description, true, byDefault, kinds, requiredFor, refusal);
  }

  /** Sets the default, as it would be written. */
  public Key or(String value) {
    return new Key(
        name, shape, description, required, Optional.of(value), kinds, requiredFor, refusal);
  }

  /** Limits the key to some kinds of tables. */
  public Key onlyFor(String... tableKinds) {
    return new Key(
        name, shape, description, required, byDefault, List.of(tableKinds), requiredFor, refusal);
  }

  /** Requires the key for some kinds of tables. */
  public Key mustFor(String... tableKinds) {
    return new Key(
        name, shape, description, required, byDefault, kinds, List.of(tableKinds), refusal);
  }
}

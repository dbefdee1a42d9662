package io.pharos.core.shape;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping of a file after its keys and values were checked, with where each stands. A value that
 * was refused is not in it.
 */
public final class Block {
  /** A value and where it stands. */
  public record Entry(int line, String path, Optional<Object> value) {
    /** The value; empty where it was refused. */
    public <T> Optional<T> as(Class<T> type) {
      return value.map(type::cast);
    }
  }

  private final int line;
  private final String path;
  private final Map<String, Entry> given;
  private final Map<String, Object> defaults;

  Block(int line, String path, Map<String, Entry> given, Map<String, Object> defaults) {
    this.line = line;
    this.path = path;
    this.given = given;
    this.defaults = defaults;
  }

  /** Its own line, from 1. */
  public int line() {
    return line;
  }

  /** The line of a key, or of the block where the key is not given. */
  public int line(String key) {
    Entry entry = given.get(key);
    return entry == null ? line : entry.line();
  }

  /** The path of a key from the file on. */
  public String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Whether the key is written, be its value right or wrong. */
  public boolean given(String key) {
    return given.containsKey(key);
  }

  /** The value of a key, or its default; empty where there is neither, or the value was refused. */
  public <T> Optional<T> get(String key, Class<T> type) {
    Entry entry = given.get(key);
    return entry == null ? Optional.ofNullable(defaults.get(key)).map(type::cast) : entry.as(type);
  }

  /** A text, or its default. */
  public Optional<String> text(String key) {
    return get(key, String.class);
  }

  /** A flag; false where it is neither given nor has a default. */
  public boolean flag(String key) {
    return get(key, Boolean.class).orElse(false);
  }

  /** A block of its own; all defaults where the key is not given. */
  public Block block(String key) {
    return get(key, Block.class)
        .orElseGet(() -> new Block(line(key), path(key), Map.of(), Map.of()));
  }

  /** The items of a list; none where the key is not given. */
  public List<Entry> items(String key) {
    return get(key, Items.class).map(Items::entries).orElse(List.of());
  }

  /** The items of a list. */
  public record Items(List<Entry> entries) {}

  /** Plain values by name. */
  public record Named(Map<String, Object> values) {}
}

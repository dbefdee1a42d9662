package io.pharos.core.shape;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A checked mapping of a file: its values with their lines. Refused values are left out. */
public final class Block {
  /** A value with its line. */
  public record Entry(int line, String path, Optional<Object> value) {
    /** The value; empty if it was refused. */
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

  /** The line of a key, or of the block if the key is not given. */
  public int line(String key) {
    Entry entry = given.get(key);
    return entry == null ? line : entry.line();
  }

  /** The path of a key in the file. */
  public String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Whether the key is given, with a valid value or not. */
  public boolean given(String key) {
    return given.containsKey(key);
  }

  /** The value of a key, or its default; empty if there is neither, or the value was refused. */
  public <T> Optional<T> get(String key, Class<T> type) {
    Entry entry = given.get(key);
    return entry == null ? Optional.ofNullable(defaults.get(key)).map(type::cast) : entry.as(type);
  }

  /** A text, or its default. */
  public Optional<String> text(String key) {
    return get(key, String.class);
  }

  /** A flag; false if it is not given and has no default. */
  public boolean flag(String key) {
    return get(key, Boolean.class).orElse(false);
  }

  /** A nested block; all defaults if the key is not given. */
  public Block block(String key) {
    return get(key, Block.class)
        .orElseGet(() -> new Block(line(key), path(key), Map.of(), Map.of()));
  }

  /** The items of a list; none if the key is not given. */
  public List<Entry> items(String key) {
    return get(key, Items.class).map(Items::entries).orElse(List.of());
  }

  /** The items of a list. */
  public record Items(List<Entry> entries) {}

  /** Plain values by name. */
  public record Named(Map<String, Object> values) {}
}

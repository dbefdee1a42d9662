package io.pharos.core.definition;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of all files; an instance writes those of one file. */
final class ProblemLog {
  private final String file;
  private final List<Problem> all;
  private boolean clean = true;

  private ProblemLog(String file, List<Problem> all) {
    this.file = file;
    this.all = all;
  }

  static ProblemLog empty() {
    return new ProblemLog("", new ArrayList<>());
  }

  ProblemLog file(String name) {
    return new ProblemLog(name, all);
  }

  void add(int line, String key, String message) {
    clean = false;
    all.add(new Problem(file, line, key, message));
  }

  /** Adds a problem of the file as a whole. */
  void add(String message) {
    add(1, "", message);
  }

  /** Adds a problem of a key of {@code block}, or of the block where the key is not given. */
  void add(Block block, String key, String message) {
    add(block.line(key), block.path(key), message);
  }

  /** Whether this file has had no problem. */
  boolean clean() {
    return clean;
  }

  List<Problem> all() {
    return List.copyOf(all);
  }
}

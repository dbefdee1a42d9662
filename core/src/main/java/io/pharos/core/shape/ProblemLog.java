package io.pharos.core.shape;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of all files; an instance writes those of one file. */
public final class ProblemLog {
  private final String file;
  private final List<Problem> all;
  private boolean clean = true;

  private ProblemLog(String file, List<Problem> all) {
    this.file = file;
    this.all = all;
  }

  /** A log of all files. */
  public static ProblemLog empty() {
    return new ProblemLog("", new ArrayList<>());
  }

  /** The log of one of its files. */
  public ProblemLog file(String name) {
    return new ProblemLog(name, all);
  }

  /** Adds a problem of a line, counted from 1, and of a key, or of none. */
  public void add(int line, String key, String message) {
    clean = false;
    all.add(new Problem(file, line, key, message));
  }

  /** Adds a problem of the whole file. */
  public void add(String message) {
    add(1, "", message);
  }

  /** Adds a problem of a key of {@code block}, or of the block if the key is not given. */
  public void add(Block block, String key, String message) {
    add(block.line(key), block.path(key), message);
  }

  /** Whether this file has no problem. */
  public boolean clean() {
    return clean;
  }

  /** The problems of all files. */
  public List<Problem> all() {
    return List.copyOf(all);
  }
}

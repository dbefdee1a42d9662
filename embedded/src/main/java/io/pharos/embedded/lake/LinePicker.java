package io.pharos.embedded.lake;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Finds the lines that the engine refuses, by halving: a file that the engine converts has none;
 * any other is split until a single line is left.
 */
final class LinePicker {
  private final Trial trial;
  private final TreeMap<Integer, String> refused = new TreeMap<>();

  /** Tries to convert a file of lines. */
  interface Trial {
    /** Returns why the conversion failed; empty if it succeeded. */
    String refusal(Path lines) throws IOException;
  }

  LinePicker(Trial trial) {
    this.trial = trial;
  }

  /**
   * Splits a file.
   *
   * @param good receives the lines that the engine converts
   * @return the refused lines with the engine's reason
   */
  List<RefusedLine> split(Path lines, long length, Path scratch, Path good) throws IOException {
    List<byte[]> all = read(lines, length);
    halve(all, 0, all.size(), scratch);
    List<RefusedLine> bad = new ArrayList<>();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(good))) {
      for (int i = 0; i < all.size(); i++) {
        String reason = refused.get(i);
        if (reason == null) {
          out.write(all.get(i));
        } else {
          bad.add(new RefusedLine(i, all.get(i), reason));
        }
      }
    }
    return bad;
  }

  /** A refused line, and its position in the file. */
  record RefusedLine(int index, byte[] line, String reason) {
    /** The line without the newline that ends it. */
    byte[] event() {
      return Arrays.copyOf(line, line.length - 1);
    }
  }

  private void halve(List<byte[]> all, int from, int to, Path scratch) throws IOException {
    if (from == to) {
      return;
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(scratch))) {
      for (byte[] line : all.subList(from, to)) {
        out.write(line);
      }
    }
    String refusal = trial.refusal(scratch);
    if (refusal.isEmpty()) {
      return;
    }
    if (to - from == 1) {
      refused.put(from, refusal);
      return;
    }
    int middle = (from + to) >>> 1;
    halve(all, from, middle, scratch);
    halve(all, middle, to, scratch);
  }

  private static List<byte[]> read(Path file, long length) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream(256);
      for (long at = 0; at < length; at++) {
        int c = in.read();
        line.write(c);
        if (c == '\n') {
          lines.add(line.toByteArray());
          line.reset();
        }
      }
    }
    return lines;
  }
}

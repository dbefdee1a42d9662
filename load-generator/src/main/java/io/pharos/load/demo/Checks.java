package io.pharos.load.demo;

import io.pharos.load.tally.Traffic;
import java.io.PrintWriter;

/** Compares what must be with what the warehouse says, and prints a line for each. */
final class Checks {
  private final PrintWriter out;
  private int all;
  private int wrong;

  Checks(PrintWriter out) {
    this.out = out;
  }

  void header() {
    line("", "", "in", "out");
  }

  void equal(String what, long expected, long found) {
    say(expected == found, what, "%,d".formatted(expected), "%,d".formatted(found));
  }

  void equal(String what, Traffic expected, Traffic found) {
    say(expected.equals(found), what, expected.toString(), found.toString());
  }

  /** A check whose numbers may differ and yet agree. */
  void say(boolean ok, String what, String expected, String found) {
    all++;
    wrong += ok ? 0 : 1;
    line(ok ? "ok" : "WRONG", what, expected, found);
  }

  private void line(String verdict, String what, String expected, String found) {
    out.println("   %-5s  %-44s %13s %13s".formatted(verdict, what, expected, found));
    out.flush();
  }

  int all() {
    return all;
  }

  int wrong() {
    return wrong;
  }
}

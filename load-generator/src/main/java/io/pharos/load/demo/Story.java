package io.pharos.load.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.client.print.RowPrinter;
import io.pharos.client.print.TextTable;
import io.pharos.load.run.RunFailed;
import io.pharos.load.send.Stop;
import java.io.PrintWriter;
import java.util.List;

/** What the reader of a demo sees, step by step; it ends where the reader has had enough. */
final class Story {
  /** Why a demo failed that the reader stopped. */
  static final String STOPPED = "stopped";

  private static final TextTable TABLE = new TextTable("   ", "");

  private final PrintWriter out;
  private final Stop stop;

  Story(PrintWriter out, Stop stop) {
    this.out = out;
    this.stop = stop;
  }

  void step(int number, String what) throws RunFailed {
    goOn();
    gap();
    out.println(number + "  " + what);
    out.flush();
  }

  void note(String text) {
    out.println("   " + text);
    out.flush();
  }

  void print(List<JsonNode> rows) {
    if (rows.isEmpty()) {
      note("no rows");
      return;
    }
    TABLE.print(RowPrinter.columns(rows), rows, out);
    out.flush();
  }

  void gap() {
    out.println();
  }

  /** Fails where the reader has had enough. */
  void goOn() throws RunFailed {
    if (stop.isRequested()) {
      throw new RunFailed(STOPPED);
    }
  }
}

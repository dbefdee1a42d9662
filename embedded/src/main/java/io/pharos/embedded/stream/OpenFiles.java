package io.pharos.embedded.stream;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The limit of a process's open files: every table that receives events has one. */
final class OpenFiles {
  /** Files for libraries, connections, state and queries. */
  static final int OTHERS = 512;

  private OpenFiles() {}

  /** Refuses more tables than the process may have open files. */
  static void requireRoomFor(int tables) {
    if (tables > OTHERS
        && ManagementFactory.getOperatingSystemMXBean()
            instanceof UnixOperatingSystemMXBean system) {
      requireRoomFor(tables, system.getMaxFileDescriptorCount());
    }
  }

  /**
   * @param most files that the process may open; negative if there is no limit
   */
  static void requireRoomFor(int tables, long most) {
    if (most >= 0 && tables + OTHERS > most) {
      throw new IllegalStateException(
          tables
              + " streaming tables may have as many files open at once, and this process may open "
              + most
              + ", of which "
              + OTHERS
              + " are kept for the rest: allow it more with 'ulimit -n "
              + (tables + OTHERS)
              + "', or start it with fewer tables");
    }
  }
}

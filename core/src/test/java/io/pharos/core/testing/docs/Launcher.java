package io.pharos.core.testing.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Which program {@code ./pharos} starts for a command, as its script has it. */
final class Launcher {
  private static final Pattern ARM =
      Pattern.compile("^([a-z |-]+|\\*)\\)\\n(.*?)^  ;;", Pattern.MULTILINE | Pattern.DOTALL);

  /** A module's jar, or a script of the repository. */
  private static final Pattern PROGRAM =
      Pattern.compile("(?:\\$here/([a-z-]+)/target|exec \\./(\\.ci/test)|\\$here/(bench/run))");

  private static final String OTHERS = "*";

  private final Map<String, String> programs = new HashMap<>();

  Launcher() {
    try {
      String script = Files.readString(Markdown.ROOT.resolve("pharos"));
      String arms = script.substring(script.indexOf("case \"${1:-}\" in"));
      ARM.matcher(arms).results().forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException("pharos", e);
    }
  }

  private void add(MatchResult arm) {
    String program =
        PROGRAM
            .matcher(arm.group(2))
            .results()
            .map(found -> found.group().replaceAll("^\\$here/|/target$|^exec \\./", ""))
            .findFirst()
            .orElseThrow(() -> new AssertionError("pharos starts nothing for " + arm.group(1)));
    for (String command : arm.group(1).split("\\|", -1)) {
      programs.put(command.strip(), program);
    }
  }

  /** A module, or the path of a script. */
  String program(String command) {
    return programs.getOrDefault(command, programs.getOrDefault(OTHERS, ""));
  }
}

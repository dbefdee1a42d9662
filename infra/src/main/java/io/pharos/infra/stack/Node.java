package io.pharos.infra.stack;

import io.pharos.infra.command.SearchPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Node.js, which AWS CDK needs. */
final class Node {
  private static final int OLDEST = 20;
  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.\\S*");
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final String NEED = "synth needs Node.js 20 or later, which AWS CDK runs in: ";
  private static final String INSTALL =
      "install it, for example apt install nodejs, or brew install node";

  private Node() {}

  /**
   * Checks that an environment has a suitable Node.js.
   *
   * @throws IOException if not, with what to install
   */
  static void require(Map<String, String> environment) throws IOException {
    Path node =
        Optional.ofNullable(environment.get("JSII_NODE")) // CDK's own variable
            .map(Path::of)
            .or(() -> SearchPath.of(environment).find("node"))
            .orElseThrow(() -> new IOException(NEED + "it is not on the PATH; " + INSTALL));
    String said = version(node);
    Matcher version = VERSION.matcher(said);
    if (!version.matches()) {
      throw new IOException(
          NEED + node + " --version fails" + (said.isEmpty() ? "" : ": " + said) + "; " + INSTALL);
    }
    if (version.group(1).length() < 3 && Integer.parseInt(version.group(1)) < OLDEST) {
      throw new IOException(NEED + node + " is " + said + "; " + INSTALL);
    }
  }

  /** Its version, or the reason why it fails. */
  private static String version(Path node) throws IOException {
    try {
      Process process =
          new ProcessBuilder(node.toString(), "--version").redirectErrorStream(true).start();
      try {
        if (!process.waitFor(ANSWER.toSeconds(), TimeUnit.SECONDS)) {
          return "it does not answer";
        }
        String said =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        return process.exitValue() == 0
            ? said
            : ("exit code " + process.exitValue() + " " + said).strip();
      } finally {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("synth was interrupted", e);
    } catch (IOException notRunnable) {
      return String.valueOf(notRunnable.getMessage());
    }
  }
}

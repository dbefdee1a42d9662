package io.pharos.infra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {
  @Test
  void leavesAloneWhatAShellLeavesAlone() {
    assertThat(ShellWords.of(List.of("aws", "--x", "A=b/c:d@e", "arn:aws:s3:::b")))
        .isEqualTo("aws --x A=b/c:d@e arn:aws:s3:::b");
  }

  @Test
  void aShellReadsTheSameWords() throws IOException {
    List<String> words =
        List.of("two words", "it's", "", "$HOME", "`id`", "a\\b", "\"", "*", "~", "!", "x\ny", "ä");

    assertThat(read(ShellWords.of(words))).isEqualTo(words);
  }

  private static List<String> read(String words) throws IOException {
    Process shell =
        new ProcessBuilder("sh", "-c", "for w in " + words + "; do printf '%s\\0' \"$w\"; done")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> read = new ArrayList<>(List.of(out.split("\0", -1)));
    read.removeLast();
    return read;
  }
}

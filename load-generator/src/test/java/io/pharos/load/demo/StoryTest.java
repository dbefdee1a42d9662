package io.pharos.load.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pharos.load.send.Stop;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTest {
  private final StringWriter out = new StringWriter();
  private final Story story = new Story(new PrintWriter(out), new Stop());

  private String printed() {
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  @Test
  void saysThatThereAreNoRows() {
    story.print(List.of());

    assertThat(printed()).isEqualTo("   no rows\n");
  }

  @Test
  void indentsRowsAndShowsNothingForNull() {
    story.print(List.of(JsonNodeFactory.instance.objectNode().put("a", "x").putNull("b")));

    assertThat(printed()).isEqualTo("   a  b\n   -  -\n   x\n");
  }
}

package io.pharos.core.shape;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** The text of a file as YAML nodes, which know their lines. */
public final class YamlText {
  private YamlText() {}

  /** The one document of the text; empty if it has none; empty and reported if it is not YAML. */
  public static Optional<Node> compose(String text, ProblemLog log) {
    try {
      Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(text);
      if (root.isEmpty()) {
        log.add("the file is empty");
      }
      return root;
    } catch (MarkedYamlEngineException refused) {
      int line = refused.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      log.add(line, "", "this is not YAML: " + refused.getProblem());
    } catch (YamlEngineException refused) {
      log.add("this is not YAML: " + refused.getMessage());
    }
    return Optional.empty();
  }
}

package io.pharos.core.shape;

import io.pharos.core.shape.Block.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads YAML nodes by their shape. Values of another shape are reported and left out. */
public final class ShapeReader {
  private final ProblemLog log;

  public ShapeReader(ProblemLog log) {
    this.log = log;
  }

  /** The block of a whole file; empty if the file is no mapping. */
  public Optional<Block> read(Node root, Shape.Section section) {
    return value(root, section, "", line(root)).map(Block.class::cast);
  }

  private Optional<Object> value(Node node, Shape shape, String path, int line) {
    return switch (shape) {
      case Shape.Scalar scalar -> scalar(node, scalar, path, line);
      case Shape.Plain plain -> plain(node, plain, path, line);
      case Shape.Section section -> section(node, section, path, line);
      case Shape.Sequence sequence -> sequence(node, sequence, path, line);
      case Shape.Values values -> values(node, values, path, line);
    };
  }

  private Optional<Object> scalar(Node node, Shape.Scalar scalar, String path, int line) {
    if (!(node instanceof ScalarNode text) || !text.getTag().equals(scalar.tag())) {
      return refuse(line, path, "takes " + scalar.says() + found(node, scalar));
    }
    try {
      return Optional.of(scalar.read().apply(text.getValue()));
    } catch (IllegalArgumentException refused) {
      return refuse(line, path, String.valueOf(refused.getMessage()));
    }
  }

  private Optional<Object> plain(Node node, Shape.Plain shape, String path, int line) {
    if (!(node instanceof ScalarNode scalar) || !shape.tags().contains(scalar.getTag())) {
      return refuse(line, path, "takes " + shape.says());
    }
    if (scalar.getTag().equals(Tag.STR)) {
      return Optional.of(scalar.getValue());
    }
    try {
      return Optional.of(new BigDecimal(scalar.getValue()));
    } catch (NumberFormatException notDecimal) {
      return refuse(line, path, "takes " + shape.says() + " in decimal digits");
    }
  }

  private static String found(Node node, Shape.Scalar scalar) {
    if (!(node instanceof ScalarNode text)) {
      return ", not a list or keys";
    }
    if (text.getTag().equals(Tag.NULL)) {
      return "; give it a value or remove the key";
    }
    boolean quote = scalar.tag().equals(Tag.STR);
    return ", not " + text.getValue() + (quote ? ": if it is meant, put it in quotes" : "");
  }

  private Optional<Object> section(Node node, Shape.Section section, String path, int line) {
    if (!(node instanceof MappingNode mapping)) {
      return refuse(line, path, "takes keys: " + String.join(", ", section.names()));
    }
    Map<String, Entry> given = new LinkedHashMap<>();
    for (Map.Entry<String, NodeTuple> entry : tuples(mapping, path).entrySet()) {
      entry(entry.getKey(), entry.getValue(), section, path)
          .ifPresent(value -> given.put(entry.getKey(), value));
    }
    Block block = new Block(line, path, given, defaults(section, path, line));
    new KeyRules(log).check(block, section);
    return Optional.of(block);
  }

  private Optional<Entry> entry(
      String name, NodeTuple tuple, Shape.Section section, String parent) {
    int line = line(tuple.getKeyNode());
    String path = child(parent, name);
    Optional<Key> key = section.keys().stream().filter(k -> k.name().equals(name)).findFirst();
    if (key.isEmpty()) {
      log.add(line, path, "there is no such key" + hint(name, section));
      return Optional.empty();
    }
    if (key.get().refusal().isPresent()) {
      log.add(line, path, key.get().refusal().get());
      return Optional.empty();
    }
    return Optional.of(
        new Entry(line, path, value(tuple.getValueNode(), key.get().shape(), path, line)));
  }

  private static String hint(String name, Shape.Section section) {
    String hint = Spelling.hint(name, section.names());
    return hint.isEmpty() ? "; there are " + String.join(", ", section.names()) : hint;
  }

  private static Map<String, Object> defaults(Shape.Section section, String path, int line) {
    Map<String, Object> defaults = new HashMap<>();
    for (Key key : section.keys()) {
      switch (key.shape()) {
        case Shape.Scalar scalar ->
            key.byDefault().ifPresent(text -> defaults.put(key.name(), scalar.read().apply(text)));
        case Shape.Section inner -> {
          String child = child(path, key.name());
          defaults.put(key.name(), new Block(line, child, Map.of(), defaults(inner, child, line)));
        }
        case Shape.Plain plain -> {}
        case Shape.Sequence sequence -> {}
        case Shape.Values values -> {}
      }
    }
    return defaults;
  }

  private Optional<Object> sequence(Node node, Shape.Sequence shape, String path, int line) {
    if (!(node instanceof SequenceNode list) || list.getValue().size() < shape.least()) {
      return refuse(
          line,
          path,
          "takes a list"
              + (shape.least() > 0 ? " of at least one" : "")
              + ": write [..], or a line with - for each");
    }
    List<Entry> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      String itemPath = path + "[" + items.size() + "]";
      items.add(new Entry(line(item), itemPath, value(item, shape.item(), itemPath, line(item))));
    }
    return Optional.of(new Block.Items(items));
  }

  private Optional<Object> values(Node node, Shape.Values shape, String path, int line) {
    if (!(node instanceof MappingNode mapping)) {
      return refuse(line, path, "takes names and their values");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    tuples(mapping, path)
        .forEach((name, tuple) ->
            parameter(name, tuple, shape, path).ifPresent(v -> values.put(name, v)));
    return Optional.of(new Block.Named(values));
  }

  private Optional<Object> parameter(
      String name, NodeTuple tuple, Shape.Values shape, String parent) {
    int line = line(tuple.getKeyNode());
    String path = child(parent, name);
    if (!Shape.Values.NAME.matcher(name).matches()) {
      return refuse(line, path, "a name is lower-case letters, digits and _, a letter first");
    }
    if (shape.reserved().contains(name)) {
      return refuse(line, path, "the run gives this value itself; take another name");
    }
    return plain(tuple.getValueNode())
        .or(() -> refuse(line, path, "takes a text, a number, or true or false"));
  }

  private static Optional<Object> plain(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      return Optional.empty();
    }
    String text = scalar.getValue();
    if (scalar.getTag().equals(Tag.STR)) {
      return Optional.of(text);
    }
    if (scalar.getTag().equals(Tag.BOOL)) {
      return Optional.of(Boolean.valueOf(text));
    }
    try {
      return scalar.getTag().equals(Tag.INT)
          ? Optional.of(Long.valueOf(text))
          : Optional.of(new BigDecimal(text));
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }

  /** The entries of a mapping by key; a repeated key is reported. */
  private Map<String, NodeTuple> tuples(MappingNode mapping, String path) {
    Map<String, NodeTuple> tuples = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
      NodeTuple first = tuples.putIfAbsent(name, tuple);
      if (first != null) {
        log.add(
            line(tuple.getKeyNode()),
            child(path, name),
            "is there twice, first on line " + line(first.getKeyNode()) + "; keep one");
      }
    }
    return tuples;
  }

  private <T> Optional<T> refuse(int line, String path, String message) {
    log.add(line, path, message);
    return Optional.empty();
  }

  private static String child(String parent, String name) {
    return parent.isEmpty() ? name : parent + "." + name;
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }
}

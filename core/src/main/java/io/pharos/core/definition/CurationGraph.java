package io.pharos.core.definition;

import io.pharos.core.definition.CurationDefinition.Serve;
import io.pharos.core.shape.Block;
import io.pharos.core.shape.ProblemLog;
import io.pharos.core.window.Windows.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Checks curations against each other: no two may write the same table, serve the same name, or
 * wait for each other, and something must start each of them.
 */
final class CurationGraph {
  /** A curation, and the log of its problems. */
  record Node(CurationDefinition curation, Block block, ProblemLog log) {}

  private final List<Node> nodes;
  private final SequencedMap<TableName, Node> writers = new LinkedHashMap<>();
  private final Map<ServedName, Node> servers = new HashMap<>();

  CurationGraph(List<Node> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  void check() {
    nodes.forEach(this::checkWriter);
    nodes.forEach(this::checkServedName);
    nodes.forEach(this::checkCycle);
    nodes.forEach(this::checkStart);
  }

  private void checkWriter(Node node) {
    TableName table = node.curation().output().table();
    Node first = writers.putIfAbsent(table, node);
    if (first != null) {
      node.log()
          .add(
              node.block().block("output"),
              "table",
              "%s is written by curation %s already; give each a table of its own"
                  .formatted(table, first.curation().name()));
    }
  }

  private void checkServedName(Node node) {
    Optional<ServedName> name = node.curation().output().serve().map(Serve::name);
    name.map(taken -> servers.putIfAbsent(taken, node))
        .ifPresent(first ->
            node.log()
                .add(
                    node.block().block("output").block("serve"),
                    "as",
                    "'%s' is taken by curation %s already; take another name"
                        .formatted(name.get().as(), first.curation().name())));
  }

  private void checkCycle(Node node) {
    List<CurationName> path = new ArrayList<>();
    if (leadsTo(node, node.curation().name(), new HashSet<>(), path)) {
      node.log()
          .add(
              node.block(),
              "inputs",
              "%s reads what it writes itself%s, so it could never run; break the circle"
                  .formatted(node.curation().name(), over(path)));
    }
  }

  private static String over(List<CurationName> path) {
    List<String> others = path.reversed().stream().map(CurationName::toString).toList();
    return others.isEmpty() ? "" : ", over " + String.join(", ", others);
  }

  /**
   * Whether {@code node} reads, directly or through others, the table that {@code target} writes.
   *
   * @param path the curations between the two, from the target's end
   */
  private boolean leadsTo(
      Node node, CurationName target, Set<CurationName> visited, List<CurationName> path) {
    for (TableName input : node.curation().inputs()) {
      Node writer = writers.get(input);
      if (writer == null) {
        continue;
      }
      CurationName name = writer.curation().name();
      if (name.equals(target)) {
        return true;
      }
      if (visited.add(name) && leadsTo(writer, target, visited, path)) {
        path.add(name);
        return true;
      }
    }
    return false;
  }

  /** Without a schedule it runs when a window closes, or when a curation writes what it reads. */
  private void checkStart(Node node) {
    CurationDefinition curation = node.curation();
    if (curation.enabled()
        && curation.schedule().isEmpty()
        && curation.window().unit() == Unit.NONE
        && curation.inputs().stream().noneMatch(writers::containsKey)) {
      node.log()
          .add(
              node.block(),
              "schedule",
              "nothing would start %s: a window of unit none never closes, and no curation writes"
                      .formatted(curation.name())
                  + " what it reads; write when it runs, such as rate(1 hour)");
    }
  }
}

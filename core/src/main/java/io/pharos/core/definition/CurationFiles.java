package io.pharos.core.definition;

import io.pharos.core.shape.Block;
import io.pharos.core.shape.ProblemLog;
import io.pharos.core.shape.ShapeReader;
import io.pharos.core.shape.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** The files of the curation folder, by {@code <database>/<file>}. */
final class CurationFiles {
  private static final String YAML = ".yaml";
  private static final String SQL = ".sql";

  /** The ending of files with rows for tests of a curation; they declare nothing. */
  private static final String TEST = ".test.yaml";

  private final String label;
  private final Map<String, String> texts;
  private final KnownTables tables;
  private final ProblemLog log;

  CurationFiles(String label, Map<String, String> texts, KnownTables tables, ProblemLog log) {
    this.label = label;
    this.texts = texts;
    this.tables = tables;
    this.log = log;
  }

  SequencedMap<CurationName, CurationDefinition> curations() {
    List<CurationGraph.Node> nodes = new ArrayList<>();
    for (String path : texts.keySet()) {
      if (path.endsWith(SQL)) {
        checkYaml(path);
      } else if (!path.endsWith(TEST)) {
        curation(path).ifPresent(nodes::add);
      }
    }
    new CurationGraph(nodes).check();
    SequencedMap<CurationName, CurationDefinition> curations = new LinkedHashMap<>();
    nodes.forEach(node -> curations.put(node.curation().name(), node.curation()));
    return curations;
  }

  private void checkYaml(String sqlPath) {
    String yaml = exchange(sqlPath, SQL, YAML);
    if (!texts.containsKey(yaml)) {
      log.file(label + "/" + sqlPath)
          .add(
              "there is no "
                  + FileName.of(yaml).stem()
                  + YAML
                  + " beside it, which says when it runs");
    }
  }

  private Optional<CurationGraph.Node> curation(String path) {
    FileName file = FileName.of(path);
    ProblemLog fileLog = log.file(label + "/" + path);
    String sql = sql(path);
    checkName(file, fileLog);
    Optional<Block> block =
        YamlText.compose(texts.getOrDefault(path, ""), fileLog)
            .flatMap(root -> new ShapeReader(fileLog).read(root, CurationKeys.CURATION));
    Optional<CurationName> name = file.curationName();
    if (name.isEmpty() || block.isEmpty()) {
      return Optional.empty();
    }
    return new CurationBuilder(name.get(), block.get(), sql, tables, fileLog)
        .build()
        .map(curation -> new CurationGraph.Node(curation, block.get(), fileLog));
  }

  private void checkName(FileName file, ProblemLog fileLog) {
    file.reportStem("curation", fileLog);
    if (!tables.database(file.database())) {
      fileLog.add(
          "there is no database '%s', no table is declared in it; move the curation to one that is"
              .formatted(file.database()));
    }
  }

  /** The SQL beside a curation; empty and reported if there is none. */
  private String sql(String yamlPath) {
    String path = exchange(yamlPath, YAML, SQL);
    String sql = texts.get(path);
    if (sql == null) {
      log.file(label + "/" + path).add("the file is missing: write the curation's SQL into it");
    } else if (sql.lines().map(String::strip).allMatch(CurationFiles::saysNothing)) {
      log.file(label + "/" + path).add("the file has no SQL: write the curation's SELECT into it");
    }
    return sql == null ? "" : sql;
  }

  private static boolean saysNothing(String line) {
    return line.isEmpty() || line.startsWith("--");
  }

  private static String exchange(String path, String ending, String by) {
    return path.substring(0, path.length() - ending.length()) + by;
  }
}

package io.pharos.infra.stack;

import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.definition.Definitions;
import io.pharos.sql.CurationSql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The shipped table and curation files, and what somebody makes of them.
 *
 * @param texts by path: {@code tables/..}, {@code curations/..}
 */
record DefinitionFiles(Map<String, String> texts) {
  /** Tests run in the folder of their module. */
  private static final Path ROOT = Path.of("..");

  private static final String TABLES = "tables/";
  private static final String CURATIONS = "curations/";

  DefinitionFiles {
    texts = new TreeMap<>(texts);
  }

  static DefinitionFiles shipped() {
    Map<String, String> texts = new TreeMap<>();
    for (String folder : new String[] {TABLES, CURATIONS}) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          texts.put(ROOT.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new DefinitionFiles(texts);
  }

  DefinitionFiles with(String file, String text) {
    Map<String, String> more = new TreeMap<>(texts);
    more.put(file, text);
    return new DefinitionFiles(more);
  }

  /** With another text in the place of one that is there. */
  DefinitionFiles edited(String file, String text, String other) {
    String before = texts.getOrDefault(file, "");
    if (!before.contains(text)) {
      throw new IllegalArgumentException(file + " has no '" + text + "'");
    }
    return with(file, before.replace(text, other));
  }

  /** One more table that events are sent to. */
  DefinitionFiles withViews() {
    return with(
        "tables/advertising/views.yaml",
        """
        kind: streaming
        columns:
          - {name: view_id, type: string, format: uuid, generated: true}
          - {name: seen_at, type: timestamp, required: true}
        id: view_id
        event_time: seen_at
        """);
  }

  /**
   * One more curation, with its table, of what another one makes.
   *
   * @param lines of its definition
   */
  DefinitionFiles withTotals(String... lines) {
    return with(
            "tables/advertising/totals.yaml",
            """
            kind: batch
            columns: [{name: clicks, type: bigint}]
            partition: {key: day}
            """)
        .with(
            "curations/advertising/totals.yaml",
            """
            inputs: [advertising.ad_traffic]
            output: {table: advertising.totals}
            """
                + String.join("\n", lines)
                + "\n")
        .with(
            "curations/advertising/totals.sql",
            "select sum(clicks) clicks from advertising.ad_traffic where day ="
                + " date_format(${window_start}, '%Y-%m-%d')\n");
  }

  /** The definitions as {@code ./pharos synth} reads them. */
  Definitions read() {
    return CurationSql.checked(DefinitionReader.read(below(TABLES), below(CURATIONS)));
  }

  private Map<String, String> below(String folder) {
    Map<String, String> below = new TreeMap<>();
    texts.forEach((file, text) -> {
      if (file.startsWith(folder)) {
        below.put(file.substring(folder.length()), text);
      }
    });
    return below;
  }
}

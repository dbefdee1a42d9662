package io.pharos.core.curation;

import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.window.Window;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The curations that a curation reads, and their computed windows. */
public final class CurationInputs {
  private final Definitions definitions;
  private final RunHistory history;

  public CurationInputs(Definitions definitions, RunHistory history) {
    this.definitions = definitions;
    this.history = history;
  }

  /** The curations whose output a curation reads. */
  public List<CurationDefinition> sources(CurationDefinition curation) {
    return definitions.curations().values().stream()
        .filter(other -> curation.inputs().contains(other.output().table()))
        .toList();
  }

  /** All curations that a curation reads, directly or through others. */
  public Set<CurationDefinition> ancestors(CurationDefinition curation) {
    Set<CurationDefinition> ancestors = new LinkedHashSet<>();
    for (CurationDefinition source : sources(curation)) {
      ancestors.add(source);
      ancestors.addAll(ancestors(source));
    }
    return ancestors;
  }

  /**
   * The source that writes a table.
   *
   * @throws IllegalArgumentException if none does
   */
  CurationDefinition source(CurationDefinition curation, TableName table) {
    return sources(curation).stream()
        .filter(source -> source.output().table().equals(table))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "published: %s reads no table '%s' that a curation writes"
                    .formatted(curation.name(), table)));
  }

  /**
   * Whether all sources of a curation have computed a window. Their windows may be shorter or
   * longer: they must reach its end.
   */
  boolean computed(CurationDefinition curation, Window window, Instant now) {
    return sources(curation).stream()
        .allMatch(source ->
            history.runs(source.name(), source.window().last(window, now)).stream()
                .anyMatch(Run::computed));
  }

  /** The runs of a curation's sources that computed a window and ended after a time. */
  List<Run> publishedAfter(CurationDefinition curation, Instant time) {
    return sources(curation).stream()
        .flatMap(source -> publishedAfter(source.name(), time))
        .toList();
  }

  /** Runs of a curation do not overlap: they end in the order in which they started. */
  private Stream<Run> publishedAfter(CurationName source, Instant time) {
    return history
        .newest(source)
        .takeWhile(run -> run.endedAt().map(at -> at.isAfter(time)).orElse(true))
        .filter(Run::computed);
  }
}

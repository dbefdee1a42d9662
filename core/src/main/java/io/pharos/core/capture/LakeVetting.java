package io.pharos.core.capture;

import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.quarantine.Quarantine;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.stream.StreamEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * Vets stream entries before the lake: valid events go on, the others are kept in quarantine with
 * their reason. Safe for many threads.
 */
public final class LakeVetting {
  private final TableVetting vetting;
  private final Quarantine quarantine;

  public LakeVetting(Definitions definitions, Quarantine quarantine) {
    this.vetting = new TableVetting(definitions);
    this.quarantine = quarantine;
  }

  /** The result of an entry. */
  public sealed interface Fate {
    /**
     * Its valid events go on to the lake.
     *
     * @param lines each ending in a newline
     * @param refused the number of invalid events, now in quarantine
     */
    record Passed(byte[] lines, int events, int refused) implements Fate {}

    /** It has no valid event; the whole entry is in quarantine. */
    record Dropped(int refused) implements Fate {}

    /**
     * The quarantine could not keep the invalid events: the caller must keep the whole entry
     * elsewhere.
     */
    record NotVetted(String why) implements Fate {}
  }

  /**
   * Vets entries of a table's stream; one result per entry, in order.
   *
   * @throws IllegalArgumentException if there is no such streaming table
   */
  public List<Fate> vet(TableName table, List<StreamEntry> entries) {
    StreamVetting events = vetting.of(table);
    List<StreamVetting.Vetted> vetted = entries.stream().map(events::vet).toList();
    String failure = keep(table, vetted);
    List<Fate> fates = new ArrayList<>();
    for (StreamVetting.Vetted entry : vetted) {
      int refused = entry.refused().size();
      if (refused > 0 && !failure.isEmpty()) {
        fates.add(new Fate.NotVetted(failure));
      } else if (entry.minutes().isEmpty()) {
        fates.add(new Fate.Dropped(refused));
      } else {
        fates.add(new Fate.Passed(entry.lines(), entry.minutes().size(), refused));
      }
    }
    return fates;
  }

  /** Why the refused events could not be kept; empty if they were kept. */
  private String keep(TableName table, List<StreamVetting.Vetted> vetted) {
    List<RefusedEvent> refused = vetted.stream().flatMap(v -> v.refused().stream()).toList();
    if (refused.isEmpty()) {
      return "";
    }
    try {
      quarantine.keep(table, refused).toCompletableFuture().join();
      return "";
    } catch (CompletionException e) {
      return "the quarantine cannot keep refused events: " + e.getCause();
    }
  }
}

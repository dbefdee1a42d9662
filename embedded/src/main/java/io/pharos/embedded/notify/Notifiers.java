package io.pharos.embedded.notify;

import io.pharos.core.notify.Notifier;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Combines notifiers. */
public final class Notifiers {
  private static final Logger LOG = System.getLogger(Notifiers.class.getName());

  private Notifiers() {}

  /** A notifier that tells all of these, even if one of them throws against its contract. */
  public static Notifier all(List<Notifier> notifiers) {
    List<Notifier> each = List.copyOf(notifiers);
    return notice -> {
      for (Notifier notifier : each) {
        try {
          notifier.tell(notice);
        } catch (RuntimeException e) {
          LOG.log(Level.ERROR, "not told: " + notice.subject() + ": " + e, e);
        }
      }
    };
  }
}

package io.pharos.embedded.notify;

import io.pharos.core.notify.Notifier;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Notifiers made of notifiers. */
public final class Notifiers {
  private static final Logger LOG = System.getLogger(Notifiers.class.getName());

  private Notifiers() {}

  /** Tells each; one that breaks its promise and throws does not keep the others from telling. */
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

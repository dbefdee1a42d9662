package io.pharos.embedded.notify;

import io.pharos.core.notify.Notice;
import io.pharos.core.notify.Notifier;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Notices in the log: failures as errors, the others as information. */
public final class LogNotifier implements Notifier {
  private static final Logger LOG = System.getLogger(LogNotifier.class.getName());

  @Override
  public void tell(Notice notice) {
    LOG.log(
        notice.failure() ? Level.ERROR : Level.INFO,
        notice.message().isEmpty() ? notice.subject() : notice.subject() + ": " + notice.message());
  }
}

package io.pharos.local;

import io.pharos.core.notify.Notifier;
import io.pharos.embedded.notify.LogNotifier;
import io.pharos.embedded.notify.Notifiers;
import io.pharos.embedded.notify.WebhookNotifier;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The receivers of notices: the log, and a webhook if one is configured. */
final class Notifications {
  private Notifications() {}

  static Notifier of(Optional<URI> webhook) {
    Notifier log = new LogNotifier();
    return webhook
        .map(address -> Notifiers.all(List.of(log, new WebhookNotifier(address))))
        .orElse(log);
  }
}

package io.pharos.core.notify;

/**
 * Port: tells people how a run ended. Never throws: a notice that cannot be delivered is logged.
 */
public interface Notifier {
  void tell(Notice notice);
}

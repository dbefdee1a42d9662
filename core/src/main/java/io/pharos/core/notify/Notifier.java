package io.pharos.core.notify;

/**
 * Port: tells people how something ended. Never throws: a notice that cannot be given is logged.
 */
public interface Notifier {
  void tell(Notice notice);
}

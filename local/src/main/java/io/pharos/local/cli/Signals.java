package io.pharos.local.cli;

import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * What this process does on a signal. The JDK has nothing for it but {@code sun.misc.Signal}, which
 * stays (JEP 260) but which the compiler warns of wherever it is named, and that cannot be
 * suppressed.
 */
final class Signals {
  private Signals() {}

  /**
   * Has a signal call a handler, with its number, instead of ending the process. A signal that was
   * turned off when the process started, as shells do for what runs in the background, stays so.
   *
   * @param name without SIG
   */
  static void handle(String name, Consumer<Integer> handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      var number = signal.getMethod("getNumber");
      Object proxy =
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (self, method, arguments) -> {
                handler.accept((Integer) number.invoke(arguments[0]));
                return null;
              });
      signal
          .getMethod("handle", signal, type)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the signal " + name + " cannot be handled", e);
    }
  }
}

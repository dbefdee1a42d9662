package io.pharos.local.cli;

import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Handles signals of this process. The JDK has only {@code sun.misc.Signal} for it, which stays
 * (JEP 260). It is called by reflection, because the compiler warns of its name and the warning
 * cannot be suppressed.
 */
final class Signals {
  private Signals() {}

  /**
   * Calls a handler with a signal's number instead of ending the process. A signal that was ignored
   * when the process started, as shells do for background processes, stays so.
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

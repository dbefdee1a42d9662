package io.pharos.load.send;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/** What went wrong on the network, in words: the JDK's exceptions often have none. */
public final class Failures {
  private Failures() {}

  public static String text(IOException failure) {
    if (hasCause(failure, UnresolvedAddressException.class)) {
      return "there is no such host";
    }
    if (failure instanceof HttpTimeoutException) {
      return "no answer in time";
    }
    if (failure instanceof ConnectException) {
      return "nothing answers there";
    }
    String message = failure.getMessage();
    return message == null ? "the connection broke" : message;
  }

  private static boolean hasCause(Throwable failure, Class<?> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}

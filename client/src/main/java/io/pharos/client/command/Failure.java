package io.pharos.client.command;

import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** An error as a sentence: the JDK's exceptions about files often have only a path. */
public final class Failure {
  private Failure() {}

  /** A failure as a sentence, with its file if there is one. */
  public static String message(Throwable failure) {
    return switch (failure) {
      case UncheckedIOException wrapped when wrapped.getCause() != null ->
          message(wrapped.getCause());
      case FileSystemException file when file.getFile() != null ->
          file.getFile() + ": " + reason(file) + "; mend that, or name another";
      case CharacterCodingException text ->
          "a file that was read is not UTF-8 (" + text.getMessage() + "); save it as UTF-8";
      default -> {
        String message = failure.getMessage();
        yield message == null ? failure.toString() : message;
      }
    };
  }

  /** Without the path. */
  public static String reason(FileSystemException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "there is no such file or folder";
      case AccessDeniedException denied -> "this user has no permission for it";
      case FileAlreadyExistsException there -> "there is a file of that name";
      default -> {
        String reason = failure.getReason();
        yield reason == null ? failure.toString() : reason;
      }
    };
  }
}

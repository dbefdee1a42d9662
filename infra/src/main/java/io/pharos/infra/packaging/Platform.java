package io.pharos.infra.packaging;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The platform of a function. */
public enum Platform {
  /** A native image on Graviton: {@code provided.al2023}, arm64. */
  ARM64("linux/arm64"),
  /** A native image on x86: {@code provided.al2023}, x86_64. */
  AMD64("linux/amd64"),
  /** Java bytecode, on Lambda's own Java runtime. */
  JVM("");

  private final String container;

  Platform(String container) {
    this.container = container;
  }

  /** The platform of a text. */
  static Optional<Platform> of(String text) {
    return Arrays.stream(values()).filter(platform -> platform.text().equals(text)).findFirst();
  }

  /** Its text on the command line and in files. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isNative() {
    return this != JVM;
  }

  /** The platform of the container for its build. */
  String container() {
    return container;
  }

  /** Whether this machine builds native images for it without a container. */
  boolean isHere() {
    String arch = System.getProperty("os.arch", "");
    boolean linux = System.getProperty("os.name", "").equals("Linux");
    return linux
        && switch (this) {
          case ARM64 -> arch.equals("aarch64");
          case AMD64 -> arch.equals("amd64") || arch.equals("x86_64");
          case JVM -> true;
        };
  }
}

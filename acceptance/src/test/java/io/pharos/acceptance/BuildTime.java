package io.pharos.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A program that runs what a native-image would run while it builds, and writes what fails: the
 * static initialisation of the application, and that of every class which a class that is declared
 * for reflection refers to. The declared ones are told on standard input, one a line.
 */
final class BuildTime {
  private static final String APPLICATION = "io.quarkus.runner.ApplicationImpl";

  private BuildTime() {}

  /** Runs on the class path of a native build; uses nothing but the JDK. */
  public static void main(String[] arguments) throws IOException {
    List<String> reflected =
        new InputStreamReader(System.in, StandardCharsets.UTF_8).readAllLines();
    if (initialises(APPLICATION, "the build")) {
      Set<String> seen = new LinkedHashSet<>();
      for (String name : reflected) {
        referred(name).stream().filter(seen::add).forEach(other -> initialises(other, name));
      }
    }
  }

  /** Those in its constant pool; none where it is not there, which Quarkus leaves out too. */
  private static List<String> referred(String name) throws IOException {
    try (InputStream file =
        ClassLoader.getSystemResourceAsStream(name.replace('.', '/') + ".class")) {
      return file == null
          ? List.of()
          : types(ClassFile.of().parse(file.readAllBytes()).constantPool());
    }
  }

  private static List<String> types(Iterable<PoolEntry> pool) {
    Set<String> types = new LinkedHashSet<>();
    for (PoolEntry entry : pool) {
      if (entry instanceof ClassEntry type && !type.asSymbol().isArray()) {
        types.add(type.asInternalName().replace('/', '.'));
      }
    }
    return List.copyOf(types);
  }

  private static boolean initialises(String name, String by) {
    try {
      Class.forName(name);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      System.out.println(name + ", which " + by + " needs: " + cause);
      return false;
    }
  }
}

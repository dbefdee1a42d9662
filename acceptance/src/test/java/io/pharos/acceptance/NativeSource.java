package io.pharos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** What the native build of a function would be given, as its augmentation left it. */
record NativeSource(Path folder) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static NativeSource of(String function) throws IOException {
    Path made = Deployment.ROOT.resolve(function).resolve("target/native-metadata");
    try (Stream<Path> files = Files.list(made)) {
      List<Path> folders =
          files.filter(path -> path.toString().endsWith("-native-image-source-jar")).toList();
      assertThat(folders).hasSize(1);
      return new NativeSource(folders.getFirst());
    }
  }

  /** The arguments of native-image. */
  String arguments() throws IOException {
    return Files.readString(folder.resolve("arguments"));
  }

  /** The class path of native-image. */
  String classPath() throws IOException {
    return runner() + File.pathSeparator + folder.resolve("lib") + "/*";
  }

  /** The names of the classes that are declared for reflection. */
  Set<String> reflected() throws IOException {
    return names(metadata("reflect-config.json"));
  }

  /** What the augmentation declared. */
  JsonNode metadata(String file) throws IOException {
    return json(runner(), "META-INF/native-image/" + file);
  }

  /** The jar whose name begins so. */
  Path jar(String part) throws IOException {
    try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
      return jars.filter(jar -> jar.toString().contains(part)).findFirst().orElseThrow();
    }
  }

  /** Whether one of its jars has a class. */
  boolean holds(String type) throws IOException {
    try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
      for (Path jar : jars.toList()) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
          if (zip.getEntry(type.replace('.', '/') + ".class") != null) {
            return true;
          }
        }
      }
      return false;
    }
  }

  static Set<String> names(JsonNode list) {
    Set<String> names = new TreeSet<>();
    list.forEach(entry -> names.add(entry.path("name").asText()));
    return names;
  }

  static JsonNode json(Path jar, String entry) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile());
        InputStream content = zip.getInputStream(zip.getEntry(entry))) {
      return MAPPER.readTree(content);
    }
  }

  private Path runner() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(path -> path.toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow();
    }
  }
}

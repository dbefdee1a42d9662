package io.pharos.infra.stack;

import io.pharos.core.definition.Definitions;
import io.pharos.core.hash.Sha256;
import io.pharos.infra.warehouse.FunctionCode;
import io.pharos.infra.warehouse.WarehouseProps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awscdk.App;

/**
 * Templates as {@link Synthesis} makes them, each made once, since that takes seconds. They lie in
 * {@code target}, below a hash of the code that makes them, for the next run of tests as well.
 */
public final class KeptTemplates {
  private static final int DIGITS = 32;
  private static final Path FOLDER = Path.of("target", "templates");
  private static final Path OF_THIS_CODE = FOLDER.resolve(code());
  private static final Map<String, byte[]> READ = new ConcurrentHashMap<>();

  private KeptTemplates() {}

  public static byte[] template(WarehouseProps props, Definitions definitions) {
    return READ.computeIfAbsent(
            Sha256.hex(input(props, definitions), DIGITS),
            name ->
                kept(
                    OF_THIS_CODE.resolve(name + ".json"),
                    () -> Synthesis.template(props, definitions)))
        .clone();
  }

  /** All that a template is made of, as text; what has no order is sorted. */
  private static String input(WarehouseProps props, Definitions definitions) {
    FunctionCode code = props.code();
    return String.join(
        "\n",
        props.names().toString(),
        code.bucket() + code.platform() + new TreeMap<>(code.sha256()),
        props.options().toString(),
        new TreeSet<>(props.databases()).toString(),
        new TreeMap<>(definitions.databases()).toString(),
        definitions.tables().toString(),
        definitions.curations().toString());
  }

  private static byte[] kept(Path file, Supplier<byte[]> made) {
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(OF_THIS_CODE);
        Path whole = Files.write(Files.createTempFile(OF_THIS_CODE, "new", ""), made.get());
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The hash of this module's and core's classes, and of CDK's version; what others left goes. */
  private static String code() {
    MessageDigest digest = Sha256.digest();
    digest.update(String.valueOf(source(App.class).getFileName()).getBytes(StandardCharsets.UTF_8));
    digest(source(Synthesis.class), digest);
    digest(source(Definitions.class), digest);
    String code = HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    removeAllBut(FOLDER.resolve(code));
    return code;
  }

  private static Path source(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same for a folder of classes and for the jar that is made of it. */
  private static void digest(Path classes, MessageDigest digest) {
    try {
      if (Files.isDirectory(classes)) {
        digestFolder(classes.resolve("io"), digest);
        return;
      }
      try (FileSystem jar = FileSystems.newFileSystem(classes)) {
        digestFolder(jar.getPath("/io"), digest);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void digestFolder(Path folder, MessageDigest digest) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    for (Path file : below(folder)) {
      if (Files.isRegularFile(file)) {
        files.put(folder.relativize(file).toString().replace('\\', '/'), file);
      }
    }
    for (Map.Entry<String, Path> file : files.entrySet()) {
      digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(file.getValue()));
    }
  }

  private static void removeAllBut(Path folder) {
    try {
      for (Path left : Files.exists(FOLDER) ? below(FOLDER).reversed() : List.<Path>of()) {
        if (!left.startsWith(folder) && !left.equals(FOLDER)) {
          Files.deleteIfExists(left);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each folder before what it holds. */
  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.naturalOrder()).toList();
    }
  }
}

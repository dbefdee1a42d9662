package io.pharos.acceptance;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import io.pharos.aws.Actions;
import io.pharos.aws.testing.CallGraph;
import io.pharos.aws.testing.ServiceCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a function does, by the bytecode that it was built of: its own classes, and of core, aws and
 * http what they come to.
 */
final class Bytecode {
  private static final String ADAPTERS = "io.pharos.aws.";
  private static final String SETTINGS = "io.pharos.aws.lambda";
  private static final Pattern VARIABLE = Pattern.compile("_?[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");

  private static final JavaClasses BUILT =
      new ClassFileImporter()
          .importPaths(
              Stream.concat(Deployment.functions(), Stream.of("core", "aws", "http"))
                  .map(Bytecode::classes)
                  .toList());

  private static final Map<String, Bytecode> READ = new ConcurrentHashMap<>();

  private final String own;
  private final Set<JavaCodeUnit> reached;

  /**
   * What an adapter needs.
   *
   * @param adapter the simple name of its class
   */
  record Need(String adapter, String action) implements Comparable<Need> {
    @Override
    public int compareTo(Need other) {
      return toString().compareTo(other.toString());
    }
  }

  private Bytecode(String own, Set<JavaCodeUnit> reached) {
    this.own = own;
    this.reached = reached;
  }

  /** Of a function, looked into once. */
  static Bytecode of(String function) {
    return READ.computeIfAbsent(function, Bytecode::read);
  }

  /** All methods of its own may be called, and those of the HTTP resources. */
  private static Bytecode read(String function) {
    List<JavaClass> entries =
        BUILT.stream()
            .filter(type -> isOf(function, type) || (speaksHttp(function) && isOf("http", type)))
            .toList();
    String own =
        entries.stream()
            .filter(type -> isOf(function, type))
            .findFirst()
            .orElseThrow(() -> new AssertionError(function + " has no classes: build it first"))
            .getPackageName();
    return new Bytecode(
        own,
        new CallGraph(BUILT)
            .reachedFrom(entries.stream().flatMap(type -> type.getCodeUnits().stream()).toList()));
  }

  private static Path classes(String module) {
    return Deployment.ROOT.resolve(module).resolve("target/classes");
  }

  private static boolean isOf(String module, JavaClass type) {
    return type.getSource()
        .filter(source -> Location.of(source.getUri()).contains("/" + module + "/target/classes/"))
        .isPresent();
  }

  private static boolean speaksHttp(String function) {
    try {
      return Files.readString(classes(function).resolve("application.properties"))
          .contains("pharos.http.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the adapters that it wires declare, of the methods that it comes to. */
  NavigableSet<Need> needs() {
    return reached.stream()
        .filter(method -> method.isAnnotatedWith(Actions.class))
        .flatMap(method ->
            Stream.of(method.getAnnotationOfType(Actions.class).value())
                .map(action -> new Need(method.getOwner().getSimpleName(), action)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The methods that call a service and are of no adapter. */
  List<String> callsBesideTheAdapters() {
    return reached.stream()
        .filter(method -> !method.getOwner().getPackageName().startsWith(ADAPTERS))
        .filter(method -> ServiceCalls.actions(method).findAny().isPresent())
        .map(JavaCodeUnit::getFullName)
        .toList();
  }

  /**
   * The environment variables that it reads: the constants of that form in those of its methods
   * that may read the environment.
   */
  NavigableSet<String> variables() {
    return reached.stream()
        .filter(method -> {
          String of = method.getOwner().getPackageName();
          return of.equals(own) || of.equals(SETTINGS);
        })
        .flatMap(method -> constants(method).filter(VARIABLE.asMatchPredicate()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> constants(JavaCodeUnit method) {
    Path file = Path.of(method.getOwner().getSource().orElseThrow().getUri());
    Predicate<String> named =
        name ->
            name.equals(method.getName()) || name.startsWith("lambda$" + method.getName() + "$");
    try {
      return ClassFile.of().parse(file).methods().stream()
          .filter(model -> named.test(model.methodName().stringValue()))
          .flatMap(Bytecode::constants);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> constants(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .flatMap(element ->
            element instanceof ConstantInstruction constant
                    && constant.constantValue() instanceof String text
                ? Stream.of(text)
                : Stream.of());
  }
}

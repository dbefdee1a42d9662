package io.pharos.aws.testing;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What methods come to, by their bytecode. A call of a method that others override comes to those
 * of the classes that are made on the way: a call of a port to the adapter that a function's wiring
 * makes, and to no other. What only the JDK or a framework calls, such as a {@code close}, counts
 * once its class is made.
 */
public final class CallGraph {
  private final Set<JavaClass> classes;

  /** Of these classes; what others call is not looked at. */
  public CallGraph(JavaClasses classes) {
    this.classes = Set.copyOf(classes);
  }

  /** All that some methods come to, themselves with them. */
  public Set<JavaCodeUnit> reachedFrom(Collection<? extends JavaCodeUnit> methods) {
    return new Walk(method -> false).from(methods);
  }

  /** The same up to a border: what is beyond it is neither reached nor looked into. */
  public Set<JavaCodeUnit> reachedFrom(JavaCodeUnit method, Predicate<JavaCodeUnit> border) {
    return new Walk(border).from(List.of(method));
  }

  private final class Walk {
    private final Predicate<JavaCodeUnit> border;
    private final Set<JavaCodeUnit> reached = new LinkedHashSet<>();
    private final Deque<JavaCodeUnit> open = new ArrayDeque<>();
    private final Set<JavaClass> made = new HashSet<>();
    private final Set<Overridable> called = new HashSet<>();

    Walk(Predicate<JavaCodeUnit> border) {
      this.border = border;
    }

    Set<JavaCodeUnit> from(Collection<? extends JavaCodeUnit> methods) {
      methods.forEach(this::reach);
      while (!open.isEmpty()) {
        follow(open.pop());
      }
      return reached;
    }

    private void reach(JavaCodeUnit method) {
      if (reached.add(method)) {
        open.push(method);
      }
    }

    private void follow(JavaCodeUnit method) {
      initialise(method.getOwner());
      if (method instanceof JavaConstructor) {
        make(method.getOwner());
      }
      method.getFieldAccesses().forEach(access -> initialise(access.getTargetOwner()));
      method.getCallsFromSelf().forEach(call -> call(call.getTarget()));
      method.getCodeUnitReferencesFromSelf().forEach(reference -> call(reference.getTarget()));
    }

    private void initialise(JavaClass type) {
      if (classes.contains(type)) {
        type.getStaticInitializer().ifPresent(this::reach);
      }
    }

    private void call(CodeUnitAccessTarget target) {
      if (!classes.contains(target.getOwner())) {
        return;
      }
      target.resolveMember().ifPresent(this::reachInside);
      Overridable overridable = Overridable.of(target);
      if (called.add(overridable)) {
        made.forEach(type -> overridable.in(type).ifPresent(this::reachInside));
      }
    }

    private void reachInside(JavaCodeUnit method) {
      if (classes.contains(method.getOwner()) && !border.test(method)) {
        reach(method);
      }
    }

    private void make(JavaClass type) {
      if (made.add(type)) {
        called.forEach(overridable -> overridable.in(type).ifPresent(this::reachInside));
        calledFromOutside(type).forEach(this::reachInside);
      }
    }

    private Stream<JavaMethod> calledFromOutside(JavaClass type) {
      List<JavaMethod> outside =
          ancestors(type)
              .filter(ancestor -> !classes.contains(ancestor))
              .flatMap(ancestor -> ancestor.getMethods().stream())
              .toList();
      return type.getAllMethods().stream()
          .filter(method ->
              outside.stream()
                  .anyMatch(other ->
                      other.getName().equals(method.getName())
                          && other.getRawParameterTypes().size()
                              == method.getRawParameterTypes().size()));
    }
  }

  private static Stream<JavaClass> ancestors(JavaClass type) {
    return Stream.concat(
        type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream());
  }

  /** A method that is called by its name on a type that others may extend. */
  private record Overridable(JavaClass type, String name, List<String> parameters) {
    static Overridable of(CodeUnitAccessTarget target) {
      return new Overridable(
          target.getOwner(),
          target.getName(),
          target.getRawParameterTypes().stream().map(JavaClass::getName).toList());
    }

    /** What a call comes to where an object is of a class. */
    Optional<JavaMethod> in(JavaClass made) {
      return made.isAssignableTo(type.getName())
          ? Stream.concat(Stream.of(made), ancestors(made))
              .flatMap(
                  owner -> owner.tryGetMethod(name, parameters.toArray(String[]::new)).stream())
              .filter(method -> !method.getModifiers().contains(JavaModifier.ABSTRACT))
              .findFirst()
          : Optional.empty();
    }
  }
}

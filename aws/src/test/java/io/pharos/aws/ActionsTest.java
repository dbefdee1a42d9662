package io.pharos.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.pharos.aws.testing.CallGraph;
import io.pharos.aws.testing.ServiceCalls;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ActionsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.pharos.aws", "io.pharos.core");

  private final CallGraph calls = new CallGraph(CLASSES);

  @Test
  void everyMethodDeclaresTheActionsOfWhatItCallsAndNoOther() {
    Map<String, SortedSet<String>> declared = byMethod(ActionsTest::declared);

    assertThat(declared).containsExactlyInAnyOrderEntriesOf(byMethod(this::called));
    assertThat(declared.values().stream().flatMap(Collection::stream))
        .contains("kinesis:PutRecords", "glue:UpdatePartition", "s3:ListBucket", "sns:Publish");
  }

  /** What somebody else may call, or declares something; others count with those that call them. */
  private static Map<String, SortedSet<String>> byMethod(
      Function<JavaCodeUnit, SortedSet<String>> actions) {
    return CLASSES.stream()
        .filter(type -> type.getPackageName().startsWith("io.pharos.aws"))
        .flatMap(type -> type.getCodeUnits().stream())
        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC) || declares(method))
        .collect(Collectors.toMap(JavaCodeUnit::getFullName, actions, (a, b) -> a, TreeMap::new));
  }

  private static boolean declares(JavaCodeUnit method) {
    return method.isAnnotatedWith(Actions.class);
  }

  private static SortedSet<String> declared(JavaCodeUnit method) {
    return new TreeSet<>(
        method
            .tryGetAnnotationOfType(Actions.class)
            .map(actions -> Stream.of(actions.value()).toList())
            .orElseGet(List::of));
  }

  private SortedSet<String> called(JavaCodeUnit method) {
    return calls.reachedFrom(method, ActionsTest::declares).stream()
        .flatMap(ServiceCalls::actions)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

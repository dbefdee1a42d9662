package io.pharos.infra.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What CloudFormation would do to the resources of a stack, were one template followed by another.
 */
final class TemplateChange {
  private static final Map<String, List<String>> REPLACED_BY = replacedBy();

  private final List<StackResource> added;
  private final List<StackResource> removed;
  private final Map<StackResource, Set<String>> changed;

  private TemplateChange(
      List<StackResource> added,
      List<StackResource> removed,
      Map<StackResource, Set<String>> changed) {
    this.added = added;
    this.removed = removed;
    this.changed = changed;
  }

  static TemplateChange between(StackTemplate before, StackTemplate after) {
    Map<String, StackResource> old = byId(before);
    Map<String, StackResource> young = byId(after);
    Map<StackResource, Set<String>> changed = new LinkedHashMap<>();
    old.forEach((id, resource) -> {
      StackResource other = young.get(id);
      if (other != null && !other.json().equals(resource.json())) {
        Set<String> pointers = new TreeSet<>();
        differences("", resource.json(), other.json(), pointers);
        changed.put(resource, pointers);
      }
    });
    return new TemplateChange(
        young.values().stream().filter(resource -> !old.containsKey(resource.id())).toList(),
        old.values().stream().filter(resource -> !young.containsKey(resource.id())).toList(),
        changed);
  }

  private static Map<String, StackResource> byId(StackTemplate template) {
    return template.resources().stream()
        .collect(
            Collectors.toMap(
                StackResource::id, resource -> resource, (one, _) -> one, TreeMap::new));
  }

  /** Where two trees differ; arrays of different lengths do as a whole. */
  private static void differences(
      String pointer, JsonNode one, JsonNode other, Set<String> pointers) {
    if (one.isObject() && other.isObject()) {
      Set<String> keys = new TreeSet<>();
      one.fieldNames().forEachRemaining(keys::add);
      other.fieldNames().forEachRemaining(keys::add);
      keys.forEach(
          key -> differences(pointer + "/" + key, one.path(key), other.path(key), pointers));
    } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
      for (int i = 0; i < one.size(); i++) {
        differences(pointer + "/" + i, one.path(i), other.path(i), pointers);
      }
    } else if (!one.equals(other)) {
      pointers.add(pointer);
    }
  }

  /** Without what only looks on: alarms and dashboards follow the rest. */
  TemplateChange withoutWatchers() {
    Predicate<StackResource> acts = resource -> !resource.type().startsWith("AWS::CloudWatch::");
    Map<StackResource, Set<String>> rest = new LinkedHashMap<>(changed);
    rest.keySet().removeIf(acts.negate());
    return new TemplateChange(
        added.stream().filter(acts).toList(), removed.stream().filter(acts).toList(), rest);
  }

  /** Types and names of what is new. */
  List<String> added() {
    return texts(added);
  }

  /** Types and names of what is not there any more. */
  List<String> removed() {
    return texts(removed);
  }

  /** Types and names of what is another, and of which property. */
  List<String> changed() {
    List<String> texts = new ArrayList<>();
    changed.forEach((resource, pointers) ->
        pointers.stream()
            .map(pointer -> pointer.replaceFirst("^/Properties", ""))
            .map(pointer -> pointer.replaceFirst("^(/[^/]*).*", "$1"))
            .distinct()
            .forEach(property -> texts.add(resource + " " + property)));
    return texts;
  }

  /** Where exactly the resources of a type and name are others. */
  Set<String> changed(String text) {
    return changed.entrySet().stream()
        .filter(entry -> entry.getKey().toString().equals(text))
        .flatMap(entry -> entry.getValue().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> texts(List<StackResource> resources) {
    return resources.stream().map(StackResource::toString).sorted().toList();
  }

  /** What is not there any more, and its data neither. */
  List<String> lost() {
    Set<StackResource> gone = new HashSet<>(removed);
    gone.addAll(replacements());
    return texts(
        gone.stream()
            .filter(resource -> DataSurvivesTest.HOLD_DATA.contains(resource.type()))
            .filter(resource -> !resource.outlivesTheTemplate())
            .toList());
  }

  /** What stays in the account, and is no part of the stack any more. */
  List<String> left() {
    return texts(removed.stream().filter(StackResource::outlivesTheTemplate).toList());
  }

  /** What would be made anew, though it has a name that is taken, or data. */
  List<String> replaced() {
    return texts(replacements());
  }

  private List<StackResource> replacements() {
    return changed.entrySet().stream()
        .filter(entry ->
            REPLACED_BY.getOrDefault(entry.getKey().type(), List.of()).stream()
                .map(property -> "/Properties/" + property)
                .anyMatch(property ->
                    entry.getValue().stream()
                        .anyMatch(pointer ->
                            pointer.equals(property) || pointer.startsWith(property + "/"))))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<String, List<String>> replacedBy() {
    try (InputStream file =
        Objects.requireNonNull(TemplateChange.class.getResourceAsStream("replaced-by.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> Arrays.asList(line.split(" ", -1)))
          .collect(Collectors.toMap(List::getFirst, words -> words.subList(1, words.size())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

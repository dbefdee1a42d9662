package io.pharos.infra.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The states of a definition and where each leads. */
final class StateGraph {
  private static final Pattern KEY_READ = Pattern.compile("(?<!\\$)\\$\\.([a-z_]+)");

  private final JsonNode definition;
  private final Map<String, JsonNode> states = new LinkedHashMap<>();

  StateGraph(String json) {
    try {
      definition = new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
    definition.path("States").properties().forEach(s -> states.put(s.getKey(), s.getValue()));
  }

  /**
   * A way from one state to another.
   *
   * @param caught whether an error leads there
   * @param resultPath where it leaves what it adds; {@code $} where that is everything
   */
  record Way(String from, String to, boolean caught, String resultPath) {}

  JsonNode definition() {
    return definition;
  }

  String start() {
    return definition.path("StartAt").asText();
  }

  Set<String> names() {
    return states.keySet();
  }

  JsonNode state(String name) {
    return definition.path("States").path(name);
  }

  /** The names of the states of a type. */
  List<String> ofType(String type) {
    return names().stream().filter(n -> state(n).path("Type").asText().equals(type)).toList();
  }

  List<Way> ways(String name) {
    JsonNode state = state(name);
    List<Way> ways = new ArrayList<>();
    for (String key : List.of("Next", "Default")) {
      if (state.has(key)) {
        ways.add(new Way(name, state.path(key).asText(), false, resultPath(state)));
      }
    }
    state.path("Choices").forEach(c -> ways.add(new Way(name, next(c), false, "")));
    state.path("Catch").forEach(c -> ways.add(new Way(name, next(c), true, resultPath(c))));
    return ways;
  }

  List<Way> ways() {
    return names().stream().flatMap(name -> ways(name).stream()).toList();
  }

  private static String next(JsonNode rule) {
    return rule.path("Next").asText();
  }

  private static String resultPath(JsonNode of) {
    return of.path("ResultPath").isNull() ? "" : of.path("ResultPath").asText("$");
  }

  /** The states that may come after one, itself with them, not looking behind some. */
  Set<String> from(String name, Set<String> notBehind) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> left = new ArrayDeque<>(List.of(name));
    while (!left.isEmpty()) {
      String next = left.pop();
      if (seen.add(next) && !notBehind.contains(next)) {
        ways(next).forEach(way -> left.push(way.to()));
      }
    }
    return seen;
  }

  /** The keys of its input that a state cannot do without. */
  Set<String> reads(String name) {
    ObjectNode state = state(name).deepCopy();
    state.remove(List.of("Catch", "ResultPath", "OutputPath", "ResultSelector"));
    return KEY_READ
        .matcher(state.toString())
        .results()
        .map(MatchResult::group)
        .map(path -> path.substring(2))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The keys that are there at each state, whichever way led to it. */
  Map<String, Set<String>> keys(Set<String> atStart) {
    Map<String, Set<String>> keys = new LinkedHashMap<>(Map.of(start(), atStart));
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Way way : ways()) {
        Set<String> given = keys.get(way.from());
        if (given != null) {
          Set<String> after = after(way, given);
          Set<String> before = keys.get(way.to());
          if (before != null) {
            after.retainAll(before);
          }
          changed |= !after.equals(before);
          keys.put(way.to(), after);
        }
      }
    }
    return keys;
  }

  private Set<String> after(Way way, Set<String> given) {
    JsonNode state = state(way.from());
    Set<String> after = new LinkedHashSet<>(given);
    if (way.resultPath().startsWith("$.")) {
      after.add(way.resultPath().substring(2));
    } else if (way.resultPath().equals("$") && state.has("OutputPath")) {
      state("Defaults").path("Result").fieldNames().forEachRemaining(after::add);
    } else if (way.resultPath().equals("$") && state.has("Parameters")) {
      after.clear();
      state
          .path("Parameters")
          .fieldNames()
          .forEachRemaining(key -> after.add(key.replace(".$", "")));
    }
    return after;
  }
}

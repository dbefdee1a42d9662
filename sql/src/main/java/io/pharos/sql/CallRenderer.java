package io.pharos.sql;

import io.pharos.sql.Functions.Match;
import io.pharos.sql.Type.Decimal;
import io.pharos.sql.Type.Plain;
import io.pharos.sql.TypePattern.Nested;
import io.pharos.sql.functions.Regexps;
import io.trino.sql.tree.AtTimeZone;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.Trim;
import io.trino.sql.tree.WindowSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes function calls as {@code functions.tsv} says. */
final class CallRenderer {
  private static final Pattern HOLE =
      Pattern.compile("\\$(\\d|type|local|s)|([#@]|%(?=\\))|~(?! ))");

  private final ExpressionRenderer expressions;
  private final WindowRenderer windows;
  private final Rewrites rewrites;

  CallRenderer(ExpressionRenderer expressions, WindowRenderer windows) {
    this.expressions = expressions;
    this.windows = windows;
    this.rewrites = new Rewrites(expressions);
  }

  Typed render(FunctionCall call, Scope scope) {
    if (call.hasNamedArguments() || call.getProcessingMode().isPresent()) {
      throw ExpressionRenderer.unsupported(call);
    }
    List<Expression> arguments = call.argumentValues();
    List<@Nullable Typed> values = new ArrayList<>();
    List<@Nullable Type> types = new ArrayList<>();
    for (Expression argument : arguments) {
      Typed value =
          argument instanceof LambdaExpression ? null : expressions.render(argument, scope);
      values.add(value);
      types.add(value == null ? null : value.type());
    }
    String name = Functions.name(call);
    Match match = Functions.resolve(call, name, types);
    requireUse(call, match.signature());
    requirePattern(call, name);
    List<Typed> given = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Typed value = values.get(i);
      given.add(
          value == null
              ? lambda(arguments.get(i), (Nested) match.signature().argument(i), match, scope)
              : expressions.casts().coerced(value, match.arguments().get(i)));
    }
    if (!given.isEmpty()) {
      given.set(0, compared(name, given.getFirst()));
    }
    Type result = match.bindings().type(match.signature().result());
    String after = after(call, scope);
    return written(call, match, given, result, after, scope);
  }

  /** What is compared holds no nulls. */
  private Typed compared(String name, Typed value) {
    return switch (name) {
      case "min", "max" -> expressions.comparisons().whole(value);
      case "array_min", "array_max" -> expressions.comparisons().wholeItems(value);
      default -> value;
    };
  }

  private Typed written(
      FunctionCall call, Match match, List<Typed> given, Type result, String after, Scope scope) {
    String template = match.signature().written();
    if (template.startsWith("!typeof")) { // what it is asked of is worked out all the same
      String shown = expressions.literals().own(given.getFirst().type().toString());
      return new Typed(
          result,
          "(CASE WHEN "
              + given.getFirst().sql()
              + " IS NULL THEN "
              + shown
              + " ELSE "
              + shown
              + " END)",
          call);
    }
    if (template.startsWith("!")) {
      return rewrites.write(template.substring(1), call, given, result, after);
    }
    List<Typed> values = given;
    boolean marked = template.contains("~");
    if (call.isDistinct()) {
      given.forEach(Comparisons::requireGrouped);
    }
    if (call.isDistinct() && !marked) {
      Typed first = given.getFirst();
      values = new ArrayList<>(given);
      values.set(0, first.with(first.type(), "DISTINCT " + first.sql()));
    }
    String order = call.getOrderBy().map(by -> " " + windows.orderBy(by, scope)).orElse("");
    String nulls =
        call.getNullTreatment()
            .map(treatment ->
                treatment == FunctionCall.NullTreatment.IGNORE ? " IGNORE NULLS" : " RESPECT NULLS")
            .orElse("");
    if (!order.isEmpty() && !template.contains("@")) {
      throw SqlRefused.at(call, match.signature().name() + " is not supported with ORDER BY");
    }
    Marks marks = new Marks(after, order, nulls, call.isDistinct() ? "DISTINCT " : "");
    return new Typed(result, filled(template, values, result, marks), call);
  }

  /** What stands behind and within a call. */
  private record Marks(String after, String order, String nulls, String distinct) {
    static final Marks NONE = new Marks("", "", "", "");

    String of(String mark) {
      return switch (mark) {
        case "#" -> after;
        case "@" -> order;
        case "~" -> distinct;
        default -> nulls;
      };
    }
  }

  private String filled(String template, List<Typed> values, Type result, Marks marks) {
    Matcher hole = HOLE.matcher(template);
    StringBuilder sql = new StringBuilder();
    while (hole.find()) {
      String with =
          hole.group(2) != null
              ? marks.of(hole.group(2))
              : switch (hole.group(1)) {
                case "type" -> expressions.types().name(result);
                case "local" -> expressions.casts().local(values.getFirst());
                case "s" ->
                    expressions.literals().number(Integer.toString(((Decimal) result).scale()));
                default -> values.get(Integer.parseInt(hole.group(1)) - 1).sql();
              };
      hole.appendReplacement(sql, Matcher.quoteReplacement(with));
    }
    return hole.appendTail(sql).toString();
  }

  private static void requireUse(FunctionCall call, Signature signature) {
    boolean scalar = signature.kind() == Signature.Kind.SCALAR;
    if (scalar
        && (call.isDistinct()
            || call.getFilter().isPresent()
            || call.getOrderBy().isPresent()
            || call.getWindow().isPresent()
            || call.getNullTreatment().isPresent())) {
      throw SqlRefused.at(
          call,
          signature.name()
              + " is not supported with DISTINCT, FILTER, ORDER BY, OVER or nulls to ignore");
    }
    if (signature.kind() == Signature.Kind.WINDOW && call.getWindow().isEmpty()) {
      throw SqlRefused.at(call, "Window function " + signature.name() + " requires OVER");
    }
    if (call.getFilter().isPresent() && call.getWindow().isPresent()) {
      throw SqlRefused.at(call, "FILTER is not supported with OVER");
    }
    if (signature.kind() == Signature.Kind.WINDOW) {
      WindowRenderer.requireNoFrame(call, signature.name());
    }
    boolean near = signature.name().equals("lag") || signature.name().equals("lead");
    if (near
        && call.getWindow().get() instanceof WindowSpecification window
        && window.getOrderBy().isEmpty()
        && window.getExistingWindowName().isEmpty()) {
      throw SqlRefused.at(call, signature.name() + " needs ORDER BY in its window");
    }
  }

  private static void requirePattern(FunctionCall call, String name) {
    if (name.startsWith("regexp_")
        && call.argumentValues().get(1) instanceof StringLiteral pattern) {
      Regexps.problem(pattern.getValue())
          .ifPresent(problem -> {
            throw SqlRefused.at(pattern, problem);
          });
    }
  }

  private String after(FunctionCall call, Scope scope) {
    return call.getFilter()
            .map(filter -> " FILTER (WHERE " + expressions.condition(filter, scope) + ")")
            .orElse("")
        + call.getWindow().map(window -> " OVER " + windows.over(window, scope)).orElse("");
  }

  private Typed lambda(Expression expression, Nested pattern, Match match, Scope scope) {
    List<TypePattern> parts = pattern.parts();
    int parameters = parts.size() - 1;
    if (!(expression instanceof LambdaExpression lambda)
        || lambda.getArguments().size() != parameters) {
      throw SqlRefused.at(
          expression, "a function of " + parameters + " values is wanted, such as x -> x + 1");
    }
    TypePattern last = parts.getLast();
    List<TypePattern> taken = parts.subList(0, parameters);
    List<Type> types = taken.stream().map(match.bindings()::type).toList();
    List<String> names = new ArrayList<>();
    Typed body = lambdaBody(lambda, types, scope, names);
    if (!match.bindings().bind(last, body.type())) {
      throw SqlRefused.at(
          lambda.getBody(),
          "this has to be " + match.bindings().type(last) + ", but is " + body.type());
    }
    List<Type> widened = taken.stream().map(match.bindings()::type).toList();
    if (!widened.equals(types)) { // by what it gives, which depends on them
      names.clear();
      body = lambdaBody(lambda, widened, scope, names);
    }
    Type wanted = match.bindings().type(last);
    if (!body.type().toString().equals(wanted.toString())) {
      throw SqlRefused.at(
          lambda.getBody(), "this has to be " + wanted + ", but is " + body.type() + ": cast it");
    }
    Typed result = expressions.casts().coerced(body, wanted);
    return new Typed(
        result.type(), "lambda " + String.join(", ", names) + ": " + result.sql(), expression);
  }

  private Typed lambdaBody(
      LambdaExpression lambda, List<Type> types, Scope scope, List<String> names) {
    List<Scope.Column> variables = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      String variable = expressions.casts().variable();
      names.add(variable);
      variables.add(
          new Scope.Column(
              List.of(),
              Trees.name(lambda.getArguments().get(i).getName()),
              types.get(i),
              variable,
              false));
    }
    return expressions.render(lambda.getBody(), new Scope(variables, Optional.of(scope)));
  }

  Typed extract(Extract extract, Scope scope) {
    String name =
        switch (extract.getField()) {
          case DAY_OF_MONTH -> "day";
          case DOW -> "day_of_week";
          case DOY -> "day_of_year";
          case YOW -> "year_of_week";
          case TIMEZONE_HOUR -> "timezone_hour";
          case TIMEZONE_MINUTE -> "timezone_minute";
          default -> Trees.lower(extract.getField().name());
        };
    Typed value = expressions.render(extract.getExpression(), scope);
    if (value.type() == Plain.DATE && List.of("hour", "minute", "second").contains(name)) {
      throw SqlRefused.at(extract, "Cannot extract " + name + " from " + value.type());
    }
    return call(extract, name, List.of(value));
  }

  Typed trim(Trim trim, Scope scope) {
    List<Typed> values = new ArrayList<>();
    values.add(expressions.render(trim.getTrimSource(), scope));
    trim.getTrimCharacter()
        .ifPresent(characters -> values.add(expressions.render(characters, scope)));
    return call(trim, trim.getSpecification().getFunctionName(), values);
  }

  private Typed call(Node node, String name, List<Typed> values) {
    List<@Nullable Type> types = new ArrayList<>();
    values.forEach(value -> types.add(value.type()));
    Match match = Functions.resolve(node, name, types);
    List<Typed> given = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      given.add(expressions.casts().coerced(values.get(i), match.arguments().get(i)));
    }
    Type result = match.bindings().type(match.signature().result());
    return new Typed(result, filled(match.signature().written(), given, result, Marks.NONE), node);
  }

  Typed atZone(AtTimeZone node, Typed value, String zone) {
    return rewrites.atZone(node, value, zone);
  }

  String now() {
    return rewrites.now();
  }

  /** Whether an aggregate or a window stands in an expression. */
  static boolean aggregates(Node node) {
    return isAggregate(node) || Trees.children(node).stream().anyMatch(CallRenderer::aggregates);
  }

  /** A condition on rows that are not grouped yet; a query within it may aggregate its own. */
  static void requireNoAggregates(Node condition) {
    if (isAggregate(condition)) {
      throw SqlRefused.at(condition, "WHERE cannot contain aggregates or window functions");
    }
    if (!(condition instanceof Query)) {
      Trees.children(condition).forEach(CallRenderer::requireNoAggregates);
    }
  }

  private static boolean isAggregate(Node node) {
    return node instanceof FunctionCall call
        && (call.getWindow().isPresent()
            || Functions.named(Functions.name(call)).stream()
                .anyMatch(signature -> signature.kind() != Signature.Kind.SCALAR));
  }
}

package io.pharos.core.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.definition.Column;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.CurationDefinition.Serve;
import io.pharos.core.definition.DatabaseDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.ServedName;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.json.PlainJson;
import io.pharos.core.metrics.Ratios;
import io.pharos.core.value.Uuids;
import io.pharos.core.window.Windows.Unit;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks up served rows: those of a key over a range of days, a page at a time (4.3 of
 * docs/architecture.md). Safe for many threads.
 */
public final class ServedLookup {
  public static final int MAX_LIMIT = 100;

  private static final Pattern LIMIT = Pattern.compile("[0-9]{1,9}");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Not {@code uuuu}, which would take a sign and more digits. */
  private static final DateTimeFormatter DAY =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR, 4)
          .appendPattern("-MM-dd")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final ServingTable serving;
  private final Clock clock;
  private final Map<ServedName, Served> byName = new HashMap<>();

  /** The definition of the rows under a name. */
  private record Served(
      Serve serve, Unit unit, Column key, boolean byWindow, List<Column> columns, Ratios ratios) {

    ServedName name() {
      return serve.name();
    }

    /** The first sort value of a day; its month's, if windows are months. */
    String first(String day) {
      return byWindow && unit == Unit.MONTH ? day.substring(0, "2026-11".length()) : day;
    }

    /** The last sort value of a day: its last hour's, or the value of all days. */
    String last(String day) {
      if (!byWindow) {
        return day;
      }
      return switch (unit) {
        case HOUR -> day + "T99";
        case DAY, MONTH -> day;
        case NONE -> "all";
      };
    }
  }

  /**
   * A valid request.
   *
   * @param from the first sort value to read
   */
  private record Checked(String key, String start, String end, String from, int limit) {}

  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    Wrong(String message) {
      super(message);
    }
  }

  public ServedLookup(Definitions definitions, ServingTable serving, Clock clock) {
    this.serving = serving;
    this.clock = clock;
    for (CurationDefinition curation : definitions.curations().values()) {
      curation.output().serve().ifPresent(serve -> add(definitions, curation, serve));
    }
  }

  private void add(Definitions definitions, CurationDefinition curation, Serve serve) {
    TableDefinition table = definitions.table(curation.output().table()).orElseThrow();
    DatabaseDefinition database = definitions.databases().get(curation.name().database());
    List<Column> columns =
        table.columns().stream()
            .filter(
                column -> !column.name().equals(serve.key()) && !column.name().equals(serve.sort()))
            .toList();
    byName.put(
        serve.name(),
        new Served(
            serve,
            curation.window().unit(),
            table.column(serve.key()).orElseThrow(),
            table.partitionKey().filter(serve.sort()::equals).isPresent(),
            columns,
            Ratios.of(database, columns.stream().map(Column::name).toList())));
  }

  /** Looks rows up. */
  public LookupOutcome find(LookupRequest request) {
    Optional<Served> served = ServedName.find(request.database(), request.as()).map(byName::get);
    if (served.isEmpty()) {
      return new LookupOutcome.NotFound(
          "nothing is served as '" + request.as() + "' of database '" + request.database() + "'");
    }
    try {
      return new LookupOutcome.Found(answer(served.get(), check(served.get(), request)));
    } catch (Wrong e) {
      return new LookupOutcome.BadRequest(String.valueOf(e.getMessage()));
    }
  }

  private Checked check(Served served, LookupRequest request) throws Wrong {
    String key = key(served, request.key());
    String today = DAY.format(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    String start = day("start", request.start().orElse(today));
    String end = day("end", request.end().orElse(today));
    if (start.compareTo(end) > 0) {
      throw new Wrong("start: " + start + " is after the end, " + end);
    }
    String from = served.first(start);
    if (request.page().filter(page -> !page.isEmpty()).isPresent()) {
      from = last(served, key, start, end, request.page().get()) + "\0";
    }
    return new Checked(key, start, end, from, limit(request.limit()));
  }

  private static String key(Served served, String text) throws Wrong {
    String name = served.serve().key();
    if (served.key().uuid()) {
      String uuid = Uuids.normalize(text);
      if (uuid == null) {
        throw new Wrong(name + ": '" + shown(text) + "' is not a UUID");
      }
      return uuid;
    }
    if (text.isEmpty() || text.length() > ServedLimits.MAX_KEY || text.indexOf('\0') >= 0) {
      throw new Wrong(name + ": must be a text of 1 to " + ServedLimits.MAX_KEY + " characters");
    }
    return text;
  }

  private static String day(String name, String text) throws Wrong {
    try {
      return DAY.format(LocalDate.parse(text, DAY));
    } catch (DateTimeException e) {
      throw new Wrong(name + ": '" + shown(text) + "' is not a day such as 2026-11-21");
    }
  }

  private static int limit(Optional<String> text) throws Wrong {
    if (text.isEmpty()) {
      return MAX_LIMIT;
    }
    if (LIMIT.matcher(text.get()).matches()) {
      int limit = Integer.parseInt(text.get());
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    }
    throw new Wrong(
        "limit: '" + shown(text.get()) + "' is not a whole number from 1 to " + MAX_LIMIT);
  }

  private static String last(Served served, String key, String start, String end, String page)
      throws Wrong {
    return PageToken.of(page)
        .filter(token ->
            token.equals(new PageToken(served.name().toString(), key, start, end, token.last()))
                && token.last().compareTo(served.first(start)) >= 0
                && token.last().compareTo(served.last(end)) <= 0)
        .map(PageToken::last)
        .orElseThrow(() ->
            new Wrong(
                "page: this is not a 'next' of the same key, start and end; ask again without"
                    + " it"));
  }

  private String answer(Served served, Checked asked) {
    List<ServedRow> rows =
        serving.query(
            served.name(), asked.key(), asked.from(), served.last(asked.end()), asked.limit() + 1);
    boolean more = rows.size() > asked.limit();
    List<ServedRow> page = more ? rows.subList(0, asked.limit()) : rows;
    ObjectNode answer = NODES.objectNode();
    answer.put("count", page.size());
    answer.put("next", more ? next(served, asked, page.getLast()) : "");
    ArrayNode list = answer.putArray(served.serve().sort() + "s");
    page.forEach(row -> list.add(row(served, row)));
    return PlainJson.text(answer);
  }

  private static String next(Served served, Checked asked, ServedRow last) {
    return new PageToken(
            served.name().toString(), asked.key(), asked.start(), asked.end(), last.sort())
        .text();
  }

  private static ObjectNode row(Served served, ServedRow row) {
    JsonNode stored;
    try {
      stored = PlainJson.read(row.json());
    } catch (IOException e) {
      throw new IllegalStateException("a served row is damaged: " + row, e);
    }
    ObjectNode shown = NODES.objectNode();
    shown.put(served.serve().sort(), row.sort());
    served.columns().forEach(column -> shown.set(column.name(), stored.path(column.name())));
    served.ratios().add(shown);
    return shown;
  }

  private static String shown(String text) {
    return text.length() > 40 ? text.substring(0, 40) + ".." : text;
  }
}

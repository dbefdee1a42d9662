package io.pharos.load.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.client.OperationFailed;
import io.pharos.client.RunSummary;
import io.pharos.client.WarehouseClient;
import io.pharos.client.print.ResultRows;
import io.pharos.core.query.QueryResult;
import io.pharos.load.run.RunFailed;
import io.pharos.load.tally.Traffic;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What the demo asks of the warehouse, as any program of this machine may. */
final class WarehouseApi implements AutoCloseable {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm").withZone(ZoneOffset.UTC);

  private final URI base;
  private final WarehouseClient client;

  WarehouseApi(URI base) {
    this.base = base;
    this.client = new WarehouseClient(base);
  }

  void flush() throws RunFailed {
    asked(
        "/api/flush",
        warehouse -> {
          warehouse.flush();
          return base;
        });
  }

  /** Runs a curation for some days, both inclusive. */
  List<RunSummary> curate(String name, LocalDate from, LocalDate to) throws RunFailed {
    return asked(
        "/api/curations/" + name + "/runs",
        warehouse -> warehouse.run(name, from.toString(), to.toString()));
  }

  /** The rows of a query. */
  List<JsonNode> sql(String sql) throws RunFailed {
    return asked(
        "/api/sql",
        warehouse -> {
          List<JsonNode> rows = new ArrayList<>();
          try (QueryResult result = warehouse.sql(sql)) {
            new ResultRows(result).forEach(rows::add);
          }
          return rows;
        });
  }

  /** The traffic of an ad by day, page after page. */
  SortedMap<LocalDate, Traffic> traffic(String ad, LocalDate start, LocalDate end)
      throws RunFailed {
    SortedMap<LocalDate, Traffic> days = new TreeMap<>();
    String address = "/advertising/traffic/%s?start=%s&end=%s".formatted(ad, start, end);
    String page = "";
    do {
      JsonNode answer = look(address + (page.isEmpty() ? "" : "&page=" + page));
      for (JsonNode day : answer.path("days")) {
        days.put(
            LocalDate.parse(day.path("day").asText()),
            new Traffic(day.path("impressions").asLong(-1), day.path("clicks").asLong(-1)));
      }
      page = answer.path("next").asText("");
    } while (!page.isEmpty());
    return days;
  }

  /** The events of all minutes together. */
  Traffic metrics(Instant from, Instant to) throws RunFailed {
    Traffic sum = Traffic.NONE;
    String address =
        "/advertising/metrics?from=%s&to=%s".formatted(MINUTE.format(from), MINUTE.format(to));
    for (JsonNode minute : look(address).path("minutes")) {
      sum =
          sum.plus(
              new Traffic(minute.path("impressions").asLong(), minute.path("clicks").asLong()));
    }
    return sum;
  }

  private JsonNode look(String path) throws RunFailed {
    return asked(path, warehouse -> warehouse.look(path));
  }

  private <T> T asked(String path, Function<WarehouseClient, T> question) throws RunFailed {
    try {
      return question.apply(client);
    } catch (OperationFailed | UncheckedIOException e) {
      throw new RunFailed(base + path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}

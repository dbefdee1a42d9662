package io.pharos.load.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.load.send.Counts;
import io.pharos.load.users.EventTable;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** What a run came to, as text or as JSON. */
public record Summary(Plan plan, Counts counts, Duration took) {

  public Counts.Snapshot impressions() {
    return counts.of(EventTable.IMPRESSIONS);
  }

  public Counts.Snapshot clicks() {
    return counts.of(EventTable.CLICKS);
  }

  public long accepted() {
    return impressions().accepted() + clicks().accepted();
  }

  /** Events that failed, and those that nobody answered. */
  public long notAccepted() {
    return impressions().sent() + clicks().sent() - accepted();
  }

  /** Accepted clicks by accepted impressions; none without impressions. */
  public Optional<Double> clickthroughRate() {
    long shown = impressions().accepted();
    return shown == 0 ? Optional.empty() : Optional.of((double) clicks().accepted() / shown);
  }

  double eventsPerSecond() {
    return accepted() / Math.max(1e-3, took.toNanos() / 1e9);
  }

  public void print(PrintWriter out) {
    out.println(line("impressions", impressions()));
    out.println(line("clicks", clicks()));
    out.println(
        "click-through  %10s  asked for %.3f"
            .formatted(
                clickthroughRate().map("%.3f"::formatted).orElse("none"),
                plan.behaviour().clickthroughRate()));
    out.println(
        "requests       %,10d  of them %,d sent again"
            .formatted(counts.requests(), counts.retries()));
    out.println("latency        " + latencies());
    out.println(
        "rate           %,10.0f  events/s over %.1f s"
            .formatted(eventsPerSecond(), took.toNanos() / 1e9));
    out.flush();
  }

  private static String line(String name, Counts.Snapshot table) {
    String unanswered =
        table.unanswered() == 0 ? "" : "  %,d unanswered".formatted(table.unanswered());
    return "%-13s  %,10d  sent  %,10d  accepted  %,6d  failed%s"
        .formatted(name, table.sent(), table.accepted(), table.failed(), unanswered);
  }

  public String latencies() {
    return "p50 %s  p95 %s  p99 %s".formatted(percentile(50), percentile(95), percentile(99));
  }

  private String percentile(double percent) {
    return Times.millis(counts.latencies().percentile(percent));
  }

  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("impressions", json(impressions()));
    json.set("clicks", json(clicks()));
    json.set(
        "clickthrough_rate",
        clickthroughRate()
            .<com.fasterxml.jackson.databind.JsonNode>map(
                rate -> JsonNodeFactory.instance.numberNode(rounded(rate, 6)))
            .orElse(JsonNodeFactory.instance.nullNode()));
    json.put("clickthrough_rate_asked", plan.behaviour().clickthroughRate());
    json.put("requests", counts.requests()).put("retries", counts.retries());
    ObjectNode latency = json.putObject("latency_ms");
    latency.put("p50", millis(counts.latencies().percentile(50)));
    latency.put("p95", millis(counts.latencies().percentile(95)));
    latency.put("p99", millis(counts.latencies().percentile(99)));
    latency.put("max", millis(counts.latencies().max()));
    json.put("events_per_second", rounded(eventsPerSecond(), 1));
    json.put("seconds", rounded(took.toNanos() / 1e9, 3));
    json.put("seed", plan.behaviour().seed());
    return json;
  }

  private static ObjectNode json(Counts.Snapshot table) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("sent", table.sent())
        .put("accepted", table.accepted())
        .put("failed", table.failed())
        .put("unanswered", table.unanswered());
  }

  private static BigDecimal millis(Duration duration) {
    return rounded(duration.toNanos() / 1e6, 3);
  }

  private static BigDecimal rounded(double value, int digits) {
    return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
  }
}

package io.pharos.infra.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The prices of one region on one day.
 *
 * @param free the free quantities of each account, by the names of prices
 */
record PriceList(
    String region, LocalDate date, SequencedMap<String, Price> prices, Map<String, Double> free) {
  private static final String FREE = "free.";

  private static final String FILE = "prices.txt";
  private static final int FIELDS = 6;

  /** The shipped list. */
  static PriceList shipped() {
    try (InputStream file =
        Objects.requireNonNull(PriceList.class.getResourceAsStream(FILE), FILE)) {
      return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a list: settings {@code key = value}, and a line for each tier of a price. */
  static PriceList parse(String text) {
    Map<String, String> settings = new LinkedHashMap<>();
    SequencedMap<String, Price> prices = new LinkedHashMap<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        if (line.contains("|")) {
          add(line.split("\\s*\\|\\s*", -1), prices);
        } else {
          String[] setting = line.split("\\s*=\\s*", 2);
          settings.put(setting[0], setting[1]);
        }
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(FILE + ":" + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return new PriceList(
        setting(settings, "region"),
        LocalDate.parse(setting(settings, "date")),
        prices,
        free(settings, prices));
  }

  private static Map<String, Double> free(Map<String, String> settings, Map<String, Price> prices) {
    Map<String, Double> free = new LinkedHashMap<>();
    settings.forEach((key, value) -> {
      if (key.startsWith(FREE)) {
        String price = key.substring(FREE.length());
        if (!prices.containsKey(price)) {
          throw new IllegalArgumentException(FILE + ": " + key + ": there is no such price");
        }
        free.put(price, Double.valueOf(value));
      }
    });
    return free;
  }

  /** A listed price. */
  Price price(String name) {
    return Optional.ofNullable(prices.get(name))
        .orElseThrow(() -> new IllegalArgumentException("there is no price '" + name + "'"));
  }

  /** The free quantity of each account. */
  double free(String name) {
    return free.getOrDefault(name, 0.0);
  }

  private static void add(String[] fields, Map<String, Price> prices) {
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("a price has " + FIELDS + " fields");
    }
    Price.Tier tier =
        new Price.Tier(
            Double.parseDouble(fields[1]),
            Double.parseDouble(fields[2]),
            Double.parseDouble(fields[3]));
    List<Price.Tier> tiers = new ArrayList<>();
    Price known = prices.get(fields[0]);
    if (known != null) {
      tiers.addAll(known.tiers());
    }
    tiers.add(tier);
    prices.put(fields[0], new Price(fields[0], fields[4], fields[5], tiers));
  }

  private static String setting(Map<String, String> settings, String key) {
    return Optional.ofNullable(settings.get(key))
        .orElseThrow(() -> new IllegalArgumentException(FILE + ": " + key + " is missing"));
  }
}

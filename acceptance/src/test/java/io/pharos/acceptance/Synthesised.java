package io.pharos.acceptance;

import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.definition.Definitions;
import io.pharos.core.deployment.StackNames;
import io.pharos.infra.packaging.Platform;
import io.pharos.infra.stack.PackagedCode;
import io.pharos.infra.stack.Synthesis;
import io.pharos.infra.warehouse.FunctionCode;
import io.pharos.infra.warehouse.HttpOptions;
import io.pharos.infra.warehouse.WarehouseOptions;
import io.pharos.infra.warehouse.WarehouseOptions.TraceCollector;
import io.pharos.infra.warehouse.WarehouseProps;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Variants of a stack that holds the shipped definitions, those of the example, and a static table.
 */
enum Synthesised {
  DEFAULT,
  DEVELOPMENT,
  /** Write keys, traces and the JVM. */
  ALL_ON;

  static final StackNames NAMES = StackNames.of("pharos-main");

  static final Definitions DEFINITIONS =
      union(
          DefinitionReader.read(
              Deployment.ROOT.resolve("tables"), Deployment.ROOT.resolve("curations")),
          DefinitionReader.read(
              Deployment.ROOT.resolve("examples/earthquakes/tables"),
              Deployment.ROOT.resolve("examples/earthquakes/curations")),
          DefinitionReader.read(
              Map.of(
                  "places/cities.yaml",
                  "kind: static\ncolumns: [{name: city, type: string}]\nformat: json\n"),
              Map.of()));

  private static final Map<Synthesised, StackTemplate> MADE = new ConcurrentHashMap<>();

  /** The template; made once. */
  StackTemplate template() {
    return MADE.computeIfAbsent(
        this, variant -> new StackTemplate(Synthesis.template(variant.props(), DEFINITIONS)));
  }

  /** Every function in every variant. */
  static Stream<Arguments> functionsOfAll() {
    return Arrays.stream(values())
        .flatMap(
            variant -> Deployment.functions().map(function -> Arguments.of(function, variant)));
  }

  private WarehouseProps props() {
    return WarehouseProps.of(NAMES, code()).withOptions(options());
  }

  private FunctionCode code() {
    return new FunctionCode(
        "zips", this == ALL_ON ? Platform.JVM : Platform.ARM64, PackagedCode.none().sha256());
  }

  private WarehouseOptions options() {
    WarehouseOptions all = WarehouseOptions.DEFAULTS;
    return switch (this) {
      case DEFAULT -> all;
      case DEVELOPMENT -> all.forDevelopment();
      case ALL_ON ->
          new WarehouseOptions(
              all.dev(),
              all.deployment(),
              Optional.of("somebody@example.com"),
              all.logRetention(),
              all.streamRetention(),
              all.queryScanLimit(),
              all.beaconConcurrency(),
              Optional.of(new TraceCollector("arn:aws:lambda:eu-west-1:123456789012:layer:otel:1")),
              new HttpOptions(
                  List.of("https://www.example.com"),
                  List.of("a-key-of-a-sender", "another-key"),
                  all.http().traffic(),
                  all.http().rate(),
                  all.http().burst(),
                  all.http().domain()));
    };
  }

  private static Definitions union(Definitions... parts) {
    return new Definitions(
        union(Definitions::databases, parts),
        union(Definitions::tables, parts),
        union(Definitions::curations, parts));
  }

  private static <K, V> SequencedMap<K, V> union(
      Function<Definitions, Map<K, V>> of, Definitions... parts) {
    SequencedMap<K, V> all = new LinkedHashMap<>();
    Arrays.stream(parts).map(of).forEach(all::putAll);
    return all;
  }
}

package io.pharos.infra.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.pharos.core.definition.Definitions;
import io.pharos.infra.warehouse.WarehouseProps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** Makes the template of a warehouse: the same input gives the same bytes. */
public final class Synthesis {
  private static final ObjectWriter WRITER = writer();

  private Synthesis() {}

  /**
   * The template as JSON. Needs Node.js, nothing else: no account, no network.
   *
   * @throws IllegalArgumentException if it is larger than a stack may be, or a name is too long
   */
  public static byte[] template(WarehouseProps props, Definitions definitions) {
    byte[] template = synthesised(props, definitions);
    NameLimits.check(template);
    TemplateLimits.check(
        template,
        definitions.tables().size(),
        () ->
            synthesised(
                props, new Definitions(Map.of(), new LinkedHashMap<>(), new LinkedHashMap<>())));
    return template;
  }

  private static byte[] synthesised(WarehouseProps props, Definitions definitions) {
    Path out = folder();
    try {
      App app = new App(settings().outdir(out.toString()).build());
      WarehouseStack stack = new WarehouseStack(app, props, definitions);
      return json(app.synth().getStackByName(stack.getStackName()).getTemplate());
    } finally {
      delete(out);
    }
  }

  /** The app of the stack. */
  static App app() {
    return new App(settings().build());
  }

  private static AppProps.Builder settings() {
    return AppProps.builder()
        .analyticsReporting(false)
        .treeMetadata(false)
        .context(
            Map.of(
                "@aws-cdk/aws-iam:minimizePolicies",
                true,
                "@aws-cdk/core:stackResourceLimit",
                0, // TemplateLimits says more
                // These two together: else CDK prints a report, and names a file that is removed.
                "@aws-cdk/core:validateAgainstDefaultRules",
                true,
                "@aws-cdk/core:failSynthOnValidationErrors",
                false));
  }

  /** A temporary folder, because CDK writes files of its own and leaves them. */
  private static Path folder() {
    try {
      return Files.createTempDirectory("pharos-synth");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Readable JSON, its keys in order. */
  static byte[] json(Object value) {
    try {
      return (WRITER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a template is JSON", e);
    }
  }

  private static ObjectWriter writer() {
    DefaultIndenter indent = new DefaultIndenter("  ", "\n"); // the same on every system
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
    return new ObjectMapper()
        .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
        .writer(printer);
  }
}

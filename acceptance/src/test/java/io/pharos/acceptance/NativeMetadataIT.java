package io.pharos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the native build of each function would be given: the metadata that the native augmentation
 * made. It shows that what a handler needs at run time is declared, not that it compiles.
 */
class NativeMetadataIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String EVENTS = "com.amazonaws.services.lambda.runtime.events.";

  @ParameterizedTest
  @CsvSource({
    "beacon, APIGatewayV2HTTPEvent",
    "beacon, APIGatewayV2HTTPEvent$RequestContext$Http",
    "beacon, APIGatewayV2HTTPResponse",
    "traffic-api, APIGatewayV2HTTPEvent",
    "traffic-api, APIGatewayV2HTTPEvent$RequestContext$Http",
    "traffic-api, APIGatewayV2HTTPResponse",
    "realtime-metrics, KinesisEvent",
    "realtime-metrics, KinesisEvent$KinesisEventRecord",
    "realtime-metrics, KinesisEvent$Record",
    "realtime-metrics, models.kinesis.Record",
    "preprocessor, KinesisFirehoseEvent",
    "preprocessor, KinesisFirehoseEvent$Record",
    "preprocessor, KinesisAnalyticsInputPreprocessingResponse",
    "preprocessor, KinesisAnalyticsInputPreprocessingResponse$Record",
    "preprocessor, KinesisAnalyticsInputPreprocessingResponse$Result",
  })
  void declareTheEventsOfEachHandlerForReflection(String function, String event)
      throws IOException {
    JsonNode entry =
        Stream.of(metadata(function, "reflect-config.json"))
            .flatMap(list -> list.valueStream())
            .filter(one -> one.path("name").asText().equals(EVENTS + event))
            .findFirst()
            .orElseThrow(() -> new AssertionError(event + " is not declared"));

    assertThat(entry.path("allDeclaredMethods").asBoolean()).isTrue();
    assertThat(entry.path("allDeclaredConstructors").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("io.pharos.acceptance.Deployment#functions")
  void declareNoProxyAndNothingOfOurOwn(String function) throws IOException {
    assertThat(metadata(function, "proxy-config.json")).isEmpty();
    assertThat(names(metadata(function, "reflect-config.json")))
        .noneMatch(name -> name.startsWith("io.pharos.core") || name.startsWith("io.pharos.aws"));
  }

  @ParameterizedTest
  @MethodSource("io.pharos.acceptance.Deployment#functions")
  void carryTheDeclarationsOfTheLibraryThatSendsTraces(String function) throws IOException {
    try (Stream<Path> jars = Files.list(source(function).resolve("lib"))) {
      Path aws =
          jars.filter(jar -> jar.toString().contains("pharos-aws")).findFirst().orElseThrow();
      String folder = "META-INF/native-image/io.pharos/pharos-aws/";

      assertThat(names(json(aws, folder + "reflect-config.json")))
          .containsExactly("io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider");
      String pattern =
          json(aws, folder + "resource-config.json")
              .path("resources")
              .path("includes")
              .path(0)
              .path("pattern")
              .asText();
      assertThat("META-INF/services/io.opentelemetry.exporter.internal.http.HttpSenderProvider")
          .matches(Pattern.compile(pattern));
    }
  }

  @ParameterizedTest
  @MethodSource("io.pharos.acceptance.Deployment#functions")
  void askForTlsAndForProcessorsOfAnyAge(String function) throws IOException {
    String arguments = Files.readString(source(function).resolve("arguments"));

    assertThat(arguments)
        .contains("--enable-url-protocols=http,https")
        .contains("-march=compatibility")
        .contains("--no-fallback");
  }

  private static Set<String> names(JsonNode list) {
    Set<String> names = new HashSet<>();
    list.forEach(entry -> names.add(entry.path("name").asText()));
    return names;
  }

  private static JsonNode metadata(String function, String file) throws IOException {
    try (Stream<Path> files = Files.list(source(function))) {
      Path runner =
          files.filter(path -> path.toString().endsWith("-runner.jar")).findFirst().orElseThrow();
      return json(runner, "META-INF/native-image/" + file);
    }
  }

  private static Path source(String function) throws IOException {
    Path made = Deployment.ROOT.resolve(function).resolve("target/native-metadata");
    try (Stream<Path> files = Files.list(made)) {
      List<Path> folders =
          files.filter(path -> path.toString().endsWith("-native-image-source-jar")).toList();
      assertThat(folders).hasSize(1);
      return folders.getFirst();
    }
  }

  private static JsonNode json(Path jar, String entry) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile());
        InputStream content = zip.getInputStream(zip.getEntry(entry))) {
      return MAPPER.readTree(content);
    }
  }
}

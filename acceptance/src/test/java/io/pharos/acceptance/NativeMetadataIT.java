package io.pharos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the native build of each function would be given: the metadata that the native augmentation
 * made. It shows that what a handler needs at run time is declared, not that it compiles.
 */
class NativeMetadataIT {
  private static final String EVENTS = "com.amazonaws.services.lambda.runtime.events.";

  @ParameterizedTest
  @CsvSource({
    "beacon, APIGatewayV2HTTPEvent",
    "beacon, APIGatewayV2HTTPEvent$RequestContext$Http",
    "beacon, APIGatewayV2HTTPResponse",
    "traffic-api, APIGatewayV2HTTPEvent",
    "traffic-api, APIGatewayV2HTTPEvent$RequestContext$Http",
    "traffic-api, APIGatewayV2HTTPResponse",
  })
  void declareTheEventsOfAnHttpApiForReflection(String function, String event) throws IOException {
    JsonNode entry =
        NativeSource.of(function)
            .metadata("reflect-config.json")
            .valueStream()
            .filter(one -> one.path("name").asText().equals(EVENTS + event))
            .findFirst()
            .orElseThrow(() -> new AssertionError(event + " is not declared"));

    assertThat(entry.path("allDeclaredMethods").asBoolean()).isTrue();
    assertThat(entry.path("allDeclaredConstructors").asBoolean()).isTrue();
  }

  /** They read it as a tree, and say what is wrong with it natively, too. */
  @ParameterizedTest
  @ValueSource(strings = {"realtime-metrics", "preprocessor", "partitioner", "curation"})
  void bindTheirEventToNoClass(String function) throws IOException {
    assertThat(NativeSource.of(function).reflected()).noneMatch(name -> name.startsWith(EVENTS));
  }

  @ParameterizedTest
  @MethodSource("io.pharos.acceptance.Deployment#functions")
  void declareNoProxyAndNothingOfOurOwn(String function) throws IOException {
    NativeSource source = NativeSource.of(function);

    assertThat(source.metadata("proxy-config.json")).isEmpty();
    assertThat(source.reflected())
        .noneMatch(name -> name.startsWith("io.pharos.core") || name.startsWith("io.pharos.aws"));
  }

  @ParameterizedTest
  @MethodSource("io.pharos.acceptance.Deployment#functions")
  void carryTheDeclarationsOfTheLibraryThatSendsTraces(String function) throws IOException {
    Path aws = NativeSource.of(function).jar("pharos-aws");
    String folder = "META-INF/native-image/io.pharos/pharos-aws/";

    assertThat(NativeSource.names(NativeSource.json(aws, folder + "reflect-config.json")))
        .containsExactly("io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider");
    String pattern =
        NativeSource.json(aws, folder + "resource-config.json")
            .path("resources")
            .path("includes")
            .path(0)
            .path("pattern")
            .asText();
    assertThat("META-INF/services/io.opentelemetry.exporter.internal.http.HttpSenderProvider")
        .matches(Pattern.compile(pattern));
  }

  @ParameterizedTest
  @MethodSource("io.pharos.acceptance.Deployment#functions")
  void askForTlsAndForProcessorsOfAnyAge(String function) throws IOException {
    assertThat(NativeSource.of(function).arguments())
        .contains("--enable-url-protocols=http,https")
        .contains("-march=compatibility")
        .contains("--no-fallback");
  }
}

package io.pharos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the functions' zips, and what is not. */
class FunctionZipIT {
  private static final long MAX_BYTES = 45_000_000;
  private static final Pattern VERSION = Pattern.compile("-\\d.*|-SNAPSHOT.*");

  private static Path zip(String function) {
    return Deployment.ROOT.resolve(function).resolve("target/function.zip");
  }

  @ParameterizedTest
  @MethodSource("io.pharos.acceptance.Deployment#functions")
  void holdTheListedJarsOnlyAndAreSmall(String function) throws IOException {
    assertThat(Files.size(zip(function))).isLessThan(MAX_BYTES);
    assertThat(jars(function))
        .as("a jar more or less is a decision: change src/test/resources/jars/%s.txt", function)
        .containsExactlyElementsOf(
            Files.readAllLines(Path.of("src/test/resources/jars", function + ".txt")));
  }

  @ParameterizedTest
  @CsvSource({
    "beacon, firehose kinesis s3",
    "traffic-api, dynamodb",
    "realtime-metrics, cloudwatch",
    "preprocessor, firehose s3",
    "partitioner, glue s3",
    "curation, athena dynamodb glue s3 sns",
  })
  void holdTheServicesThatTheFunctionUses(String function, String services) throws IOException {
    List<String> all =
        List.of(
            "athena",
            "cloudwatch",
            "dynamodb",
            "firehose",
            "glue",
            "kinesis",
            "s3",
            "sns",
            "sts",
            "sso",
            "ssooidc",
            "eventbridge",
            "sqs",
            "lambda");
    List<String> jars = jars(function);

    assertThat(all.stream().filter(service -> jars.contains("software.amazon.awssdk." + service)))
        .containsExactlyElementsOf(List.of(services.split(" ", -1)));
  }

  /** Without their versions. */
  private static List<String> jars(String function) throws IOException {
    try (ZipFile zip = new ZipFile(zip(function).toFile());
        Stream<? extends ZipEntry> entries = zip.stream()) {
      return entries
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith("lib/") && name.endsWith(".jar"))
          .map(name -> VERSION.matcher(name.substring("lib/".length())).replaceFirst(""))
          .sorted()
          .toList();
    }
  }
}

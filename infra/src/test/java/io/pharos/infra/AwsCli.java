package io.pharos.infra;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pharos.core.testing.NotRun;
import io.pharos.infra.packaging.WorkingCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** The AWS CLI against what stands for AWS in tests, {@code AWS_ENDPOINT_URL}. */
public final class AwsCli {
  private static final String ENDPOINT = "AWS_ENDPOINT_URL";
  private static final Path STAND_IN = Path.of("src/test/resources/pipeline/aws.sh");

  private AwsCli() {}

  /** Whether something stands for AWS. */
  public static boolean hasEndpoint() {
    return !System.getenv().getOrDefault(ENDPOINT, "").isBlank();
  }

  /** Skips the tests, and says so, where nothing stands for AWS. */
  public static void needEndpoint() {
    if (!hasEndpoint()) {
      NotRun.say("tests of infra on AWS: need an AWS-compatible endpoint in " + ENDPOINT);
    }
    assumeTrue(hasEndpoint(), "needs " + ENDPOINT);
  }

  /** Region and credentials of tests. */
  public static Map<String, String> environment() {
    return Map.of(
        "AWS_ACCESS_KEY_ID", "test",
        "AWS_SECRET_ACCESS_KEY", "test",
        "AWS_REGION", "eu-west-1",
        "AWS_DEFAULT_REGION", "eu-west-1",
        "AWS_PAGER", "");
  }

  /** A name that nobody else has. */
  public static String name(String what) {
    return what + "-" + UUID.randomUUID().toString().substring(0, 13);
  }

  /**
   * Puts what stands in for it into a folder of the {@code PATH}: it starts at once, where the CLI
   * takes a second.
   */
  public static void standIn(Path folder) throws IOException {
    WorkingCopy.program(folder.resolve("aws"), Files.readString(STAND_IN));
  }
}

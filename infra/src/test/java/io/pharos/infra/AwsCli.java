package io.pharos.infra;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pharos.core.testing.NotRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The AWS CLI against what stands for AWS in tests, {@code AWS_ENDPOINT_URL}. */
public final class AwsCli {
  private static final String ENDPOINT = "AWS_ENDPOINT_URL";

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

  /** Runs a command, which has to succeed; gives what it printed. */
  public static String run(String... arguments) throws IOException, InterruptedException {
    if (!hasEndpoint()) {
      throw new IllegalStateException("this would be a real account");
    }
    List<String> command = new ArrayList<>(List.of("aws"));
    command.addAll(List.of(arguments));
    Ended ended = Ended.of(Path.of("."), environment(), command);
    if (ended.code() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + ended.err());
    }
    return ended.out().strip();
  }
}

package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.pharos.infra.Ended;
import io.pharos.infra.MotoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The function of a stack for development that empties a bucket, called as CloudFormation does. */
class EmptiedBucketIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String CALL =
      "import index, json, sys; index.handler(json.loads(sys.argv[1]), None)";

  @TempDir Path folder;

  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private MotoStack account;
  private String bucket;
  private String stack;
  private HttpServer cloudFormation;

  @BeforeAll
  static void needsMoto() {
    MotoStack.require("EmptiedBucketIT");
  }

  @BeforeEach
  void aBucketWithFiles() throws IOException {
    String name = MotoStack.anyName();
    account = new MotoStack(name);
    account.create(new Variant.Input().called(name).template());
    bucket = account.artifacts();
    stack = account.id();
    account.s3("PUT", bucket + "/lake/one.parquet", "1");
    account.s3("PUT", bucket + "/raw/two.json.gz", "2");
    cloudFormation =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    cloudFormation.createContext(
        "/",
        exchange -> {
          answers.add(
              exchange.getRequestMethod()
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    cloudFormation.start();
  }

  @AfterEach
  void close() {
    cloudFormation.stop(0);
    account.close();
  }

  @Test
  void aBucketGoesEmptyWithItsStack() throws Exception {
    account.delete();

    JsonNode answer = answer("Delete", bucket);

    assertThat(answer.path("Status").asText()).isEqualTo("SUCCESS");
    assertThat(answer.path("PhysicalResourceId").asText()).isEqualTo(bucket);
    assertThat(answer.path("RequestId").asText()).isEqualTo("request");
    assertThat(account.s3("GET", bucket + "?versions", "")).doesNotContain("<Key>");
  }

  /** {@code Dev} was turned off, or an update is undone: CloudFormation says the same then. */
  @ParameterizedTest
  @ValueSource(strings = {"Create", "Update", "Delete"})
  void aBucketOfAStackThatStaysKeepsWhatIsInIt(String request) throws Exception {
    assertThat(answer(request, bucket).path("Status").asText()).isEqualTo("SUCCESS");
    assertThat(account.s3("GET", bucket + "?list-type=2", "")).contains("one", "two");
  }

  @Test
  void aBucketThatIsGoneAlreadyIsNoFailure() throws Exception {
    account.delete();

    assertThat(answer("Delete", "no-such-bucket").path("Status").asText()).isEqualTo("SUCCESS");
  }

  @Test
  void whyABucketCannotBeEmptiedIsTold() throws Exception {
    stack = "arn:aws:cloudformation:eu-west-1:123456789012:stack/none/1";

    JsonNode answer = answer("Delete", bucket);

    assertThat(answer.path("Status").asText()).isEqualTo("FAILED");
    assertThat(answer.path("Reason").asText()).contains(bucket, "none");
  }

  private JsonNode answer(String type, String of) throws Exception {
    String code =
        Variant.DEV
            .template()
            .resource("AWS::Lambda::Function", "WarehouseEmptiedBucketsFunction")
            .text("/Code/ZipFile");
    Files.writeString(folder.resolve("index.py"), code);
    String event =
        MAPPER.writeValueAsString(
            Map.of(
                "RequestType",
                type,
                "ResponseURL",
                "http://127.0.0.1:" + cloudFormation.getAddress().getPort() + "/",
                "StackId",
                stack,
                "RequestId",
                "request",
                "LogicalResourceId",
                "resource",
                "ResourceProperties",
                Map.of("Bucket", of)));
    Ended ended =
        Ended.of(
            folder,
            Map.of(
                "AWS_ENDPOINT_URL",
                MotoServer.ADDRESS,
                "AWS_ACCESS_KEY_ID",
                "key",
                "AWS_SECRET_ACCESS_KEY",
                "secret",
                "AWS_DEFAULT_REGION",
                MotoServer.REGION),
            List.of("python3", "-c", CALL, event));
    assertThat(ended.code()).as(ended.err()).isZero();
    String answer = answers.remove();
    assertThat(answer).startsWith("PUT ");
    return MAPPER.readTree(answer.substring("PUT ".length()));
  }
}

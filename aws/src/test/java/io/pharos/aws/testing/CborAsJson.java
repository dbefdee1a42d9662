package io.pharos.aws.testing;

import io.pharos.aws.testing.ScriptedEndpoint.Call;
import io.pharos.aws.testing.ScriptedEndpoint.Reply;
import io.pharos.aws.testing.ScriptedEndpoint.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.thirdparty.jackson.core.JsonFactory;
import software.amazon.awssdk.thirdparty.jackson.core.JsonGenerator;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;
import software.amazon.awssdk.thirdparty.jackson.core.util.JsonGeneratorDelegate;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORFactory;

/**
 * A call in CBOR ({@code POST /service/<service>/operation/<operation>}, as the SDK calls
 * CloudWatch) for an endpoint that takes JSON only, as moto does.
 */
final class CborAsJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final CBORFactory CBOR = new CBORFactory();

  private CborAsJson() {}

  static boolean isCbor(Call call) {
    return call.uri().getPath().startsWith("/service/");
  }

  static Reply forward(Call call, Target target) throws IOException, InterruptedException {
    String[] path = call.uri().getPath().split("/", -1);
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(call.headers());
    headers.remove("smithy-protocol");
    boolean zipped = headers.remove("Content-Encoding") != null; // the SDK does so with large ones
    headers.put("X-Amz-Target", List.of(path[2] + "." + call.operation()));
    headers.put("Content-Type", List.of("application/x-amz-json-1.0"));
    headers.put("Accept", List.of("application/json"));
    Reply reply =
        target.forward(
            new Call(
                call.operation(),
                call.method(),
                URI.create("/"),
                headers,
                converted(zipped ? unzipped(call.body()) : call.body(), CBOR, JSON)));
    return new Reply(
        reply.status(),
        Map.of(
            "Content-Type", List.of("application/cbor"),
            "smithy-protocol", List.of("rpc-v2-cbor")),
        converted(reply.body(), JSON, CBOR));
  }

  private static byte[] unzipped(byte[] body) throws IOException {
    try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return content.readAllBytes();
    }
  }

  private static byte[] converted(byte[] body, JsonFactory from, JsonFactory to)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonParser parser = from.createParser(body);
        JsonGenerator generator = new Exact(to.createGenerator(bytes))) {
      if (parser.nextToken() != null) {
        generator.copyCurrentStructure(parser);
      }
    }
    return bytes.toByteArray();
  }

  /** A number that CBOR holds as a float, such as a time, keeps its digits as a double only. */
  private static final class Exact extends JsonGeneratorDelegate {
    Exact(JsonGenerator generator) {
      super(generator, false);
    }

    @Override
    public void writeNumber(float number) throws IOException {
      super.writeNumber((double) number);
    }
  }
}

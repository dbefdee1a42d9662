package io.pharos.infra;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A bucket that nobody else has, on what stands for AWS. It goes with what it holds. */
final class Bucket implements AutoCloseable {
  private static final Pattern CONTENTS =
      Pattern.compile(
          "(?s)<Contents>.*?<Key>(?<key>[^<]*)</Key>.*?<LastModified>(?<written>[^<]*)<"
              + ".*?<ETag>(?<tag>[^<]*)<.*?</Contents>");

  private final MotoServer server = new MotoServer();
  private final String name;

  private Bucket(String name) {
    this.name = name;
  }

  static Bucket make(String what) {
    Bucket bucket = new Bucket(AwsCli.name(what));
    bucket.send(
        "PUT",
        "",
        ("<CreateBucketConfiguration><LocationConstraint>%s</LocationConstraint>"
                + "</CreateBucketConfiguration>")
            .formatted(MotoServer.REGION)
            .getBytes(StandardCharsets.UTF_8));
    return bucket;
  }

  String name() {
    return name;
  }

  void put(String key, byte[] content) {
    send("PUT", "/" + key, content);
  }

  String get(String key) {
    return send("GET", "/" + key, new byte[0]);
  }

  void delete(String key) {
    send("DELETE", "/" + key, new byte[0]);
  }

  /** In the order of the keys. */
  List<String> keys() {
    return contents().map(object -> object.group("key")).toList();
  }

  /** Keys with the time of their writing, and what they hold. */
  List<String> versions() {
    return contents()
        .map(object ->
            String.join(" ", object.group("key"), object.group("written"), object.group("tag")))
        .toList();
  }

  private Stream<MatchResult> contents() {
    return CONTENTS.matcher(send("GET", "?list-type=2", new byte[0])).results();
  }

  private String send(String method, String path, byte[] body) {
    HttpResponse<String> answer =
        server.send(method, "/" + name + path, "s3", "", "application/octet-stream", body);
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(method + " " + path + ": " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    keys().forEach(this::delete);
    send("DELETE", "", new byte[0]);
    server.close();
  }
}

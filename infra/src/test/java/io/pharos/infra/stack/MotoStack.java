package io.pharos.infra.stack;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.core.testing.NotRun;
import io.pharos.infra.MotoServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A stack on a moto server, spoken to as CloudFormation and the services are, over plain HTTP. When
 * it is closed, the stack goes with all that it left.
 */
final class MotoStack implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** An empty zip: nothing of it runs. */
  private static final byte[] ZIP = Base64.getDecoder().decode("UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==");

  private final MotoServer server = new MotoServer();
  private final String name;
  private final String artifacts;
  private boolean deployed;

  /**
   * Opens a place for one.
   *
   * @param name of the stack, which is not there yet
   */
  MotoStack(String name) {
    this.name = name;
    artifacts = name + "-artifacts";
  }

  /** A name that nobody else takes. */
  static String anyName() {
    return "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  }

  /** Ends a group of tests that there is no moto server for. */
  static void require(String group) {
    if (MotoServer.ADDRESS.isBlank() || !isMoto()) {
      String how =
          "needs a moto server in AWS_ENDPOINT_URL: pip install 'moto[server]', moto_server -p 5000,"
              + " AWS_ENDPOINT_URL=http://127.0.0.1:5000";
      NotRun.say(group + ": " + how);
      abort(how);
    }
  }

  /** Another endpoint has no such part of CloudFormation. */
  private static boolean isMoto() {
    MotoStack stack = new MotoStack("none");
    try {
      return stack.send("GET", "/moto-api/config", "", "", new byte[0]).statusCode() / 100 == 2;
    } finally {
      stack.server.close();
    }
  }

  void create(StackTemplate template) {
    s3(
        "PUT",
        artifacts,
        "<CreateBucketConfiguration><LocationConstraint>"
            + MotoServer.REGION
            + "</LocationConstraint></CreateBucketConfiguration>");
    template.functions().stream()
        .map(function -> function.text("/Code/S3Key"))
        .distinct()
        .forEach(key -> rest("PUT", "/" + artifacts + "/" + key, "s3", ZIP));
    deployed = true;
    apply("CreateStack", template);
  }

  /** The bucket that its zips come from, and that goes with it. */
  String artifacts() {
    return artifacts;
  }

  void update(StackTemplate template) {
    apply("UpdateStack", template);
  }

  /** The template lies in S3: it may be too large to send along. */
  private void apply(String action, StackTemplate template) {
    s3("PUT", artifacts + "/template.json", MotoTemplate.of(template).toString());
    Map<String, String> request = new TreeMap<>();
    request.put("TemplateURL", "https://s3.amazonaws.com/" + artifacts + "/template.json");
    request.put("Capabilities.member.1", "CAPABILITY_IAM");
    int number = 1;
    for (Map.Entry<String, Object> parameter :
        parameters(new BuildFacts(artifacts, "abc", "7")).entrySet()) {
      String member = "Parameters.member." + number++;
      request.put(member + ".ParameterKey", parameter.getKey());
      request.put(member + ".ParameterValue", parameter.getValue().toString());
    }
    cloudFormation(action, request);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> parameters(BuildFacts facts) {
    return (Map<String, Object>) facts.parameterFile(name).getOrDefault("Parameters", Map.of());
  }

  void delete() {
    cloudFormation("DeleteStack", Map.of());
    deployed = false;
  }

  /** Its ARN. */
  String id() {
    return text(cloudFormation("DescribeStacks", Map.of()).getDocumentElement(), "StackId");
  }

  /** Such as {@code CREATE_COMPLETE}. */
  String status() {
    return text(cloudFormation("DescribeStacks", Map.of()).getDocumentElement(), "StackStatus");
  }

  Map<String, String> outputs() {
    return members(cloudFormation("DescribeStacks", Map.of()), "OutputKey").stream()
        .collect(
            Collectors.toMap(
                member -> text(member, "OutputKey"), member -> text(member, "OutputValue")));
  }

  /** Types of the resources by their logical ids. */
  Map<String, String> resources() {
    return members(cloudFormation("DescribeStackResources", Map.of()), "LogicalResourceId").stream()
        .filter(member -> text(member, "ResourceStatus").endsWith("_COMPLETE"))
        .collect(
            Collectors.toMap(
                member -> text(member, "LogicalResourceId"),
                member -> text(member, "ResourceType")));
  }

  private Document cloudFormation(String action, Map<String, String> parameters) {
    return query("cloudformation", action, with(parameters, "StackName", name));
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    Map<String, String> more = new TreeMap<>(map);
    more.put(key, value);
    return more;
  }

  /** The text of each element of a name in an answer of IAM. */
  List<String> iam(String action, Map<String, String> parameters, String element) {
    NodeList nodes = query("iam", action, parameters).getElementsByTagName(element);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }

  /** The names of its roles. */
  List<String> roles() {
    return iam("ListRoles", Map.of("MaxItems", "1000"), "RoleName").stream()
        .filter(role -> role.startsWith(name + "-"))
        .toList();
  }

  /** Calls a service that speaks JSON. */
  JsonNode json(String service, String target, Map<String, ?> body) {
    byte[] bytes = MAPPER.valueToTree(body).toString().getBytes(StandardCharsets.UTF_8);
    return read(call("POST", "/", service, target, bytes));
  }

  JsonNode lambda(String path) {
    return read(rest("GET", path, "lambda", new byte[0]));
  }

  String s3(String method, String path, String body) {
    return rest(method, "/" + path, "s3", body.getBytes(StandardCharsets.UTF_8));
  }

  /** What of the stack is in the account, whether it is a part of it or was left by it. */
  Collection<String> inTheAccount() {
    Collection<String> found = new TreeSet<>();
    json("dynamodb", "DynamoDB_20120810.ListTables", Map.of())
        .path("TableNames")
        .forEach(table -> found.add("table " + table.asText()));
    json("kinesis", "Kinesis_20131202.ListStreams", Map.of("Limit", 10_000))
        .path("StreamNames")
        .forEach(stream -> found.add("stream " + stream.asText()));
    lambda("/2015-03-31/functions")
        .path("Functions")
        .forEach(function -> found.add("function " + function.path("FunctionName").asText()));
    json("logs", "Logs_20140328.DescribeLogGroups", Map.of("logGroupNamePattern", name))
        .path("logGroups")
        .forEach(log -> found.add("log " + log.path("logGroupName").asText()));
    json("events", "AWSEvents.ListRules", Map.of("NamePrefix", name))
        .path("Rules")
        .forEach(rule -> found.add("rule " + rule.path("Name").asText()));
    json("states", "AWSStepFunctions.ListStateMachines", Map.of())
        .path("stateMachines")
        .forEach(machine -> found.add("state-machine " + machine.path("name").asText()));
    members(query("monitoring", "ListDashboards", Map.of()), "DashboardName")
        .forEach(dashboard -> found.add("dashboard " + text(dashboard, "DashboardName")));
    roles().forEach(role -> found.add("role " + role));
    members(query("sns", "ListTopics", Map.of()), "TopicArn")
        .forEach(topic -> found.add("topic " + text(topic, "TopicArn")));
    json("sqs", "AmazonSQS.ListQueues", Map.of())
        .path("QueueUrls")
        .forEach(queue -> found.add("queue " + queue.asText()));
    members(document(s3("GET", "", "")), "CreationDate")
        .forEach(bucket -> found.add("bucket " + text(bucket, "Name")));
    found.removeIf(text -> !text.contains(name));
    found.remove("bucket " + artifacts);
    return found;
  }

  @Override
  public void close() {
    if (deployed) {
      delete();
    }
    for (String left : inTheAccount()) {
      String[] parts = left.split(" ", -1);
      switch (parts[0]) {
        case "bucket" -> deleteBucket(parts[1]);
        case "stream" ->
            json("kinesis", "Kinesis_20131202.DeleteStream", Map.of("StreamName", parts[1]));
        case "table" ->
            json("dynamodb", "DynamoDB_20120810.DeleteTable", Map.of("TableName", parts[1]));
        default -> throw new IllegalStateException(left + " is left");
      }
    }
    deleteBucket(artifacts);
    server.close();
  }

  private void deleteBucket(String bucket) {
    members(document(s3("GET", bucket + "?list-type=2", "")), "Key")
        .forEach(object -> s3("DELETE", bucket + "/" + text(object, "Key"), ""));
    s3("DELETE", bucket, "");
  }

  private Document query(String service, String action, Map<String, String> parameters) {
    String form =
        with(parameters, "Action", action).entrySet().stream()
            .map(entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return document(call("POST", "/", service, "", form.getBytes(StandardCharsets.UTF_8)));
  }

  private String rest(String method, String path, String service, byte[] body) {
    return call(method, path, service, "", body);
  }

  private String call(String method, String path, String service, String target, byte[] body) {
    HttpResponse<String> answer = send(method, path, service, target, body);
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          "%s %s %s: %d %s".formatted(method, path, target, answer.statusCode(), answer.body()));
    }
    return answer.body();
  }

  private HttpResponse<String> send(
      String method, String path, String service, String target, byte[] body) {
    return server.send(method, path, service, target, contentType(path, target), body);
  }

  private static String contentType(String path, String target) {
    if (!target.isEmpty()) {
      return "application/x-amz-json-1.1";
    }
    return path.equals("/") ? "application/x-www-form-urlencoded" : "application/octet-stream";
  }

  private static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Document document(String xml) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(xml, e);
    }
  }

  /** The parents of all elements of a name. */
  private static List<Element> members(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> (Element) nodes.item(i).getParentNode())
        .toList();
  }

  private static String text(Element element, String name) {
    NodeList nodes = element.getElementsByTagName(name);
    return nodes.getLength() == 0 ? "" : nodes.item(0).getTextContent();
  }
}

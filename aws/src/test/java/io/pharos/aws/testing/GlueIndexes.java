package io.pharos.aws.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.aws.testing.ScriptedEndpoint.Call;
import io.pharos.aws.testing.ScriptedEndpoint.Reply;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.StackNames;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Partition indexes of Glue's tables, which moto does not make. A new one is being created. */
public final class GlueIndexes {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** By database and table, then by name. */
  private final Map<String, Map<String, Index>> tables = new ConcurrentHashMap<>();

  /** An index, its status as Glue spells it. */
  public record Index(String name, List<String> keys, String status, List<String> errors) {
    public static Index of(String name, String status, String... keys) {
      return new Index(name, List.of(keys), status, List.of());
    }
  }

  /** Answers for them at an endpoint. */
  public static GlueIndexes at(ScriptedEndpoint endpoint) {
    GlueIndexes indexes = new GlueIndexes();
    endpoint.always("GetPartitionIndexes", (call, target) -> Optional.of(indexes.list(call)));
    endpoint.always("CreatePartitionIndex", (call, target) -> Optional.of(indexes.create(call)));
    return indexes;
  }

  /** Adds or changes one. */
  public void put(StackNames names, TableName table, Index index) {
    of(names.database(table.database()), table.table()).put(index.name(), index);
  }

  /** Those of a table. */
  public List<Index> of(StackNames names, TableName table) {
    return List.copyOf(of(names.database(table.database()), table.table()).values());
  }

  private Map<String, Index> of(String database, String table) {
    return tables.computeIfAbsent(database + "." + table, name -> new TreeMap<>());
  }

  private Map<String, Index> of(JsonNode asked) {
    return of(asked.path("DatabaseName").asText(), asked.path("TableName").asText());
  }

  private Reply list(Call call) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray("PartitionIndexDescriptorList");
    for (Index index : of(JSON.readTree(call.text())).values()) {
      ObjectNode described = list.addObject();
      described.put("IndexName", index.name()).put("IndexStatus", index.status());
      ArrayNode keys = described.putArray("Keys");
      index.keys().forEach(key -> keys.addObject().put("Name", key).put("Type", "string"));
      ArrayNode errors = described.putArray("BackfillErrors");
      index.errors().forEach(error -> errors.addObject().put("Code", error));
    }
    return Reply.json(200, answer.toString());
  }

  private Reply create(Call call) throws IOException {
    JsonNode asked = JSON.readTree(call.text());
    JsonNode wanted = asked.path("PartitionIndex");
    List<String> keys = wanted.path("Keys").valueStream().map(JsonNode::asText).toList();
    String name = wanted.path("IndexName").asText();
    Index index = new Index(name, keys, "CREATING", List.of());
    return of(asked).putIfAbsent(name, index) == null
        ? Reply.json(200, "{}")
        : Reply.json(400, "{\"__type\": \"AlreadyExistsException\", \"message\": \"there\"}");
  }
}

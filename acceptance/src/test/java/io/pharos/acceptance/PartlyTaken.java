package io.pharos.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.aws.testing.ScriptedEndpoint.Call;
import io.pharos.aws.testing.ScriptedEndpoint.Reply;
import io.pharos.aws.testing.ScriptedEndpoint.Target;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.IntPredicate;

/** A PutRecords of which Kinesis takes some records and throttles the others. */
final class PartlyTaken {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PartlyTaken() {}

  static Optional<Reply> forward(Call call, Target target, IntPredicate taken)
      throws IOException, InterruptedException {
    ObjectNode sent = (ObjectNode) MAPPER.readTree(call.text());
    ArrayNode passed = MAPPER.createArrayNode();
    int place = 0;
    for (JsonNode record : sent.path("Records")) {
      if (taken.test(place++)) {
        passed.add(record);
      }
    }
    Iterator<JsonNode> stored = MAPPER.createArrayNode().iterator();
    if (!passed.isEmpty()) {
      ObjectNode some = sent.deepCopy();
      some.set("Records", passed);
      stored =
          MAPPER
              .readTree(target.forward(call.with(some.toString())).text())
              .path("Records")
              .iterator();
    }
    ObjectNode answer = MAPPER.createObjectNode();
    answer.put("FailedRecordCount", place - passed.size());
    ArrayNode results = answer.putArray("Records");
    for (int i = 0; i < place; i++) {
      if (taken.test(i)) {
        results.add(stored.next());
      } else {
        results
            .addObject()
            .put("ErrorCode", "ProvisionedThroughputExceededException")
            .put("ErrorMessage", "Rate exceeded for shard shardId-000000000000");
      }
    }
    return Optional.of(Reply.json(200, answer.toString()));
  }
}

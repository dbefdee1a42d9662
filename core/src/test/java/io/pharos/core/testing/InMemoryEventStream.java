package io.pharos.core.testing;

import io.pharos.core.definition.TableName;
import io.pharos.core.stream.AppendResult;
import io.pharos.core.stream.EventStream;
import io.pharos.core.stream.StreamRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A stream that keeps its records in memory, and can be told to take none. */
public final class InMemoryEventStream implements EventStream {
  private final List<StreamRecord> records = Collections.synchronizedList(new ArrayList<>());
  private volatile AppendResult answer = AppendResult.STORED;

  /** What it answers to every record from now on. */
  public void answer(AppendResult result) {
    answer = result;
  }

  public List<StreamRecord> records() {
    return List.copyOf(records);
  }

  /** All lines, without their newline. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (StreamRecord record : records()) {
      lines.addAll(new String(record.lines(), StandardCharsets.UTF_8).lines().toList());
    }
    return lines;
  }

  @Override
  public CompletionStage<List<AppendResult>> append(TableName table, List<StreamRecord> appended) {
    if (answer instanceof AppendResult.Stored) {
      records.addAll(appended);
    }
    return CompletableFuture.completedStage(Collections.nCopies(appended.size(), answer));
  }
}

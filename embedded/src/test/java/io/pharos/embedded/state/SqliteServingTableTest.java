package io.pharos.embedded.state;

import io.pharos.core.serving.ServingTable;
import io.pharos.core.serving.ServingTableContractTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteServingTableTest extends ServingTableContractTest {
  @TempDir private Path folder;
  private StateDatabase state;
  private SqliteServingTable tested;

  @BeforeEach
  void open() {
    state = StateDatabase.open(folder.resolve("state.db"));
    tested = new SqliteServingTable(state);
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Override
  protected ServingTable table() {
    return tested;
  }
}

package io.pharos.embedded.state;

import io.pharos.core.curation.RunHistory;
import io.pharos.core.curation.RunHistoryContractTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteRunHistoryTest extends RunHistoryContractTest {
  @TempDir private Path folder;
  private StateDatabase state;
  private SqliteRunHistory tested;

  @BeforeEach
  void open() {
    state = StateDatabase.open(folder.resolve("state.db"));
    tested = new SqliteRunHistory(state);
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Override
  protected RunHistory history() {
    return tested;
  }
}

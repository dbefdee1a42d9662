package io.pharos.embedded.query;

import io.pharos.core.catalog.Catalog;
import io.pharos.core.query.QueryEngine;
import io.pharos.core.query.QueryEngineContractTest;
import io.pharos.core.testing.Tables;
import io.pharos.embedded.state.SqliteCatalog;
import io.pharos.embedded.state.StateDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class DuckDbQueryEngineTest extends QueryEngineContractTest {
  @TempDir private Path folder;
  private StateDatabase state;
  private SqliteCatalog catalog;
  private DuckDb duckDb;
  private DuckDbQueryEngine engine;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(folder.resolve("tmp"));
    state = StateDatabase.open(folder.resolve("state.db"));
    catalog = new SqliteCatalog(state, folder, List.of(Tables.SALES));
    duckDb = DuckDb.open(folder, 512L << 20);
    engine =
        new DuckDbQueryEngine(
            folder, duckDb, Map.of(Tables.SALES.name(), Tables.SALES), catalog, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    engine.close();
    duckDb.close();
    state.close();
  }

  @Override
  protected QueryEngine engine() {
    return engine;
  }

  @Override
  protected Catalog catalog() {
    return catalog;
  }
}

package io.pharos.embedded.state;

import io.pharos.core.catalog.Catalog;
import io.pharos.core.catalog.CatalogContractTest;
import io.pharos.core.testing.Tables;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteCatalogTest extends CatalogContractTest {
  @TempDir private Path folder;
  private StateDatabase state;
  private SqliteCatalog tested;

  @BeforeEach
  void open() {
    state = StateDatabase.open(folder.resolve("state.db"));
    tested = new SqliteCatalog(state, folder, List.of(Tables.IMPRESSIONS, Tables.EVERYTHING));
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Override
  protected Catalog catalog() {
    return tested;
  }
}

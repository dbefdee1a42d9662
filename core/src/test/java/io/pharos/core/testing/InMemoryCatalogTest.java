package io.pharos.core.testing;

import io.pharos.core.catalog.Catalog;
import io.pharos.core.catalog.CatalogContractTest;

class InMemoryCatalogTest extends CatalogContractTest {
  private final Catalog catalog = new InMemoryCatalog();

  @Override
  protected Catalog catalog() {
    return catalog;
  }
}

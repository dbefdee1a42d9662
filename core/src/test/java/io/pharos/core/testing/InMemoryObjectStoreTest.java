package io.pharos.core.testing;

import io.pharos.core.objects.ObjectStore;
import io.pharos.core.objects.ObjectStoreContractTest;

class InMemoryObjectStoreTest extends ObjectStoreContractTest {
  private final InMemoryObjectStore store =
      new InMemoryObjectStore(new MovableClock("2026-11-21T12:00:00Z"));

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Override
  protected void put(String key, byte[] content) {
    store.put(key, content);
  }

  @Override
  protected byte[] content(String key) {
    return store.content(key);
  }
}

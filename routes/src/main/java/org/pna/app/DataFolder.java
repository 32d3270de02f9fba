package org.pna.app;

import java.io.IOException;
import org.pna.app.config.GatewayConfig;
import org.pna.publisher.store.RocksStore;
import org.pna.publisher.store.StoreUnusableException;
import org.pna.routes.SuspectsMark;

/**
 * What outlives a restart.
 *
 * @param salt of the ids of devices
 * @param store presence and all tables
 * @param mark set while suspects are not in the store
 */
record DataFolder(String salt, RocksStore store, SuspectsMark mark) implements AutoCloseable {
  /**
   * Opens it, and makes what is missing.
   *
   * @throws StoreUnusableException if the store cannot be opened
   * @throws IOException if another file cannot be
   */
  static DataFolder open(GatewayConfig config) throws IOException, StoreUnusableException {
    String salt = DeviceSalt.in(config.data());
    RocksStore store = store(config);
    try {
      return new DataFolder(salt, store, SuspectsMark.open(config.data().resolve("suspects")));
    } catch (IOException e) {
      store.close();
      throw e;
    }
  }

  private static RocksStore store(GatewayConfig config) throws StoreUnusableException {
    GatewayConfig.Store store = config.store();
    return RocksStore.open(
        config.data().resolve("store"),
        new RocksStore.Settings(
            store.durability(),
            config.rules().maxPresentities(),
            store.pending(),
            store.cache(),
            store.history()));
  }

  @Override
  public void close() {
    store.close();
    mark.close();
  }
}
